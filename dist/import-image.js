import { defineInputs, defineOutputs, runAction, secret, text } from "./lib/action.js";
import { openAzure } from "./lib/session.js";
import { formatImageReference, parsePinnedImage, parseRegistryId, parseRepository, pinImage } from "./lib/domain/image.js";
import { CodedError, ExternalError, UserError } from "./lib/base/errors.js";
import { transfer } from "./lib/domain/transfer.js";
import { collectArtifact } from "./lib/domain/artifact.js";

// actions/import-image/src/deps.ts
/** The real systems; SDKs are loaded with the first request. */
function createDeps(inputs, context) {
	const azure = openAzure(context, {
		tenantId: inputs.tenantId,
		clientId: inputs.clientId
	});
	return {
		clock: context.clock,
		signal: context.signal,
		management: (registryId) => azure.management(registryId),
		registry: (loginServer) => azure.registry(loginServer)
	};
}

// actions/import-image/src/upstream.ts
const folders = ["upstream/", "tools/"];
/** Text to upstream image, Docker Hub's short names included (`node@sha256:…` is `docker.io/library/node@…`). */
function parseUpstreamImage(text) {
	const image = parsePinnedImage(text, { isDockerShorthandAllowed: true });
	if (image.digest.startsWith("sha256:")) return image;
	throw new UserError("IMAGE_DIGEST_INVALID", {
		subject: image.digest,
		reason: "ACR names manifests by sha256 alone"
	});
}
/** A repository that imports may write to: builds and pull requests have their own folders. */
function parseQuarantineFolder(text) {
	const repository = parseRepository(text);
	if (folders.some((folder) => repository.startsWith(folder))) return repository;
	throw new UserError("IMPORT_REPOSITORY_FORBIDDEN", {
		subject: repository,
		reason: "it is neither under `upstream/` nor under `tools/`"
	});
}
/** Where an upstream image goes when nothing else is asked: `upstream/<host>/<repository>`. */
function buildQuarantineRepository(image) {
	return parseRepository(`upstream/${image.registry.replace(":", "_")}/${image.repository}`);
}

// actions/import-image/src/inputs.ts
/** What the action does, in one sentence. */
const description = "Import an upstream image by digest into quarantine.";
/** The inputs of import-image. */
const inputs = defineInputs({
	"tenant-id": text({
		description: "Entra tenant of the import identity.",
		required: true
	}),
	"client-id": text({
		description: "Client id of the import identity.",
		required: true
	}),
	"quarantine-registry": text({
		description: "ARM resource id of the quarantine registry.",
		required: true,
		form: "`/subscriptions/…/providers/Microsoft.ContainerRegistry/registries/<name>`",
		parse: parseRegistryId
	}),
	image: text({
		description: "The upstream image as `host/repository[:tag]@sha256:…`. Docker Hub’s short names are understood. The tag, if given, is set in quarantine; the digest alone decides what is imported.",
		required: true,
		form: "`host/repository[:tag]@sha256:…`",
		parse: parseUpstreamImage
	}),
	repository: text({
		description: "Repository in quarantine, under `upstream/` or `tools/`; `upstream/<host>/<repository>` when absent.",
		form: "a repository path under `upstream/` or `tools/`",
		parse: parseQuarantineFolder
	}),
	"upstream-username": text({ description: "User of the upstream registry, if it wants one." }),
	"upstream-password": secret({ description: "Password or token of that user." })
});
/** The outputs of import-image. */
const outputs = defineOutputs({
	image: { description: "The image in quarantine, pinned: `registry/repository@sha256:…`." },
	digest: { description: "Digest of the image." },
	status: { description: "`imported`, or `present` when nothing had to be done." }
});
/** Rules between inputs. */
function check(values) {
	const hasUser = values.upstreamUsername !== void 0;
	if (hasUser === (values.upstreamPassword !== void 0)) return [];
	return hasUser ? ["upstream-password: is required with upstream-username"] : ["upstream-username: is required with upstream-password"];
}

// actions/import-image/src/quarantine.ts
/** What quarantine lacks of the image; a tag that stands for another digest throws IMPORT_TAG_TAKEN. */
async function readMissing(arrival) {
	return {
		tags: await findFreeTags(arrival),
		isContentMissing: await findArtifact(arrival) === void 0
	};
}
/** Reads the image whole, every manifest hashed again; throws IMPORT_INCOMPLETE when something is absent. */
async function verifyArrival(arrival) {
	const artifact = await findArtifact(arrival);
	const tags = await findFreeTags(arrival);
	if (artifact !== void 0 && tags.length === 0) return artifact;
	throw new ExternalError("IMPORT_INCOMPLETE", {
		subject: formatImageReference(arrival.target),
		reason: artifact === void 0 ? "a manifest is not there" : `the tag ${tags.join()} is not there`,
		system: "Azure Container Registry",
		operation: "read back"
	});
}
async function findFreeTags({ client, target, tag }) {
	if (tag === void 0) return [];
	const digest = await client.findDigest(target.repository, tag);
	if (digest === void 0) return [tag];
	if (digest === target.digest) return [];
	throw new UserError("IMPORT_TAG_TAKEN", {
		subject: `${target.registry}/${target.repository}:${tag}`,
		reason: `it points at ${digest}, not at ${target.digest}`
	});
}
async function findArtifact({ client, target }) {
	const find = (digest) => client.findManifest(target.repository, digest);
	const root = await find(target.digest);
	if (root === void 0) return void 0;
	try {
		return await collectArtifact(root, find);
	} catch (error) {
		if (error instanceof CodedError && error.code === "IMAGE_CHILD_MISSING") return void 0;
		throw error;
	}
}

// actions/import-image/src/main.ts
/** Brings one upstream image by digest into quarantine, and reads it back whole. */
async function run(inputs, deps, log) {
	const importer = deps.management(inputs.quarantineRegistry.id);
	const { loginServer } = await importer.readAccount();
	const repository = inputs.repository ?? buildQuarantineRepository(inputs.image);
	const target = pinImage({
		registry: loginServer,
		repository
	}, inputs.image.digest);
	const arrival = {
		client: deps.registry(loginServer),
		target,
		tag: inputs.image.tag
	};
	const result = await log.group(`Import ${formatImageReference(inputs.image)}`, () => importMissing(arrival, {
		importer,
		source: buildSource(inputs)
	}, deps));
	const artifact = await log.group("Read back every manifest", () => verifyArrival(arrival));
	log.info(`${formatImageReference(target)} is complete: ${artifact.children.length + 1} manifests`);
	const status = result === "present" ? "present" : "imported";
	return {
		image: formatImageReference(target),
		digest: target.digest,
		status
	};
}
function importMissing(arrival, { importer, source }, deps) {
	const { repository } = arrival.target;
	return transfer({
		readMissing: () => readMissing(arrival),
		start: (tags) => importer.importImage({
			source,
			repository,
			tags
		}, deps.signal),
		sleep: (ms) => deps.clock.sleep(ms, deps.signal)
	});
}
function buildSource({ image, upstreamUsername, upstreamPassword }) {
	const source = {
		kind: "upstream",
		host: image.registry,
		repository: image.repository,
		digest: image.digest
	};
	if (upstreamUsername === void 0 || upstreamPassword === void 0) return source;
	return {
		...source,
		credentials: {
			username: upstreamUsername,
			password: upstreamPassword.reveal()
		}
	};
}

// actions/import-image/src/summary.ts
/** What was asked for, where it is now, and whether anything was done. */
function renderSummary(outputs, inputs) {
	return `### ${outputs.status === "present" ? "In quarantine already" : "Imported into quarantine"}\n\n| | |\n| --- | --- |\n${[["Upstream", formatImageReference(inputs.image)], ["Quarantine", outputs.image]].map(([name, value]) => `| ${name} | \`${value}\` |`).join("\n")}\n`;
}

// actions/import-image/src/index.ts
await runAction({
	name: "import-image",
	description,
	inputs,
	outputs,
	check,
	createDeps,
	run,
	renderSummary
});

export {  };