import { choice, defineInputs, defineOutputs, flag, integer, path as path$1, runAction, secret, text } from "./lib/action.js";
import { openAzure, openUpstream } from "./lib/session.js";
import { buildQuarantineRepository, parseImageLock, parseQuarantineFolder } from "./lib/domain/image-lock.js";
import { digestHex, formatImageReference, parsePinnedImage, pinImage, registryIdNotation, shortenDigest } from "./lib/domain/image.js";
import { CodedError, ExternalError, UserError } from "./lib/base/errors.js";
import { checkJson, escapeMarkdown, mapBounded } from "./lib/base.js";
import { transfer } from "./lib/domain/transfer.js";
import { collectArtifact, listChildren, parseManifest } from "./lib/domain/artifact.js";
import { array, custom, object, optional, picklist, string } from "./vendor/valibot.js";
import { relative } from "node:path";
import { readFile, realpath } from "node:fs/promises";

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
		registry: (loginServer) => azure.registry(loginServer),
		upstream: () => openUpstream(context),
		readLock: (path) => readLock(path, context.workspace)
	};
}
async function readLock(path, workspace) {
	return {
		file: relative(await realpath(workspace), path),
		text: await readFile(path, "utf8")
	};
}

// actions/import-image/src/upstream.ts
/** Text to upstream image, Docker Hub's short names included (`node@sha256:…` is `docker.io/library/node@…`). */
function parseUpstreamImage(text) {
	const image = parsePinnedImage(text, { isDockerShorthandAllowed: true });
	if (image.digest.startsWith("sha256:")) return image;
	throw new UserError("IMAGE_DIGEST_INVALID", {
		subject: image.digest,
		reason: "ACR names manifests by sha256 alone"
	});
}

// actions/import-image/src/inputs.ts
/** What the action does, in one sentence. */
const description = "Import upstream images by digest into quarantine: one, or all of a lock file.";
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
		...registryIdNotation
	}),
	image: text({
		description: "The upstream image as `host/repository[:tag]@sha256:…`, where there is no `lock-file`. Docker Hub’s short names are understood. The tag, if given, is set in quarantine; the digest alone decides what is imported.",
		form: "`host/repository[:tag]@sha256:…`",
		parse: parseUpstreamImage
	}),
	"lock-file": path$1({
		description: "The file that lists the images, e.g. `images.lock.yaml`, where there is no `image`. All are imported by their locked digests; a failure of one does not keep the others.",
		mustBe: "file"
	}),
	repository: text({
		description: "Repository in quarantine for `image`, under `upstream/` or `tools/`; `upstream/<host>/<repository>` when absent.",
		form: "a repository path under `upstream/` or `tools/`",
		parse: parseQuarantineFolder
	}),
	"update-tag": flag({ description: "Move the tag in quarantine to this digest, for what is published anew every day under one tag. Only for a `repository` under `tools/`; every digest keeps a tag of its own beside it." }),
	"on-moved-tag": choice({
		description: "What a tag that no longer points at the digest upstream is: a warning, or a refusal of that image. Where upstream cannot be asked the result says “not checked”.",
		values: ["warn", "refuse"],
		default: "warn"
	}),
	parallel: integer({
		description: "How many images of the lock file are imported at a time.",
		min: 1,
		max: 32,
		default: "8"
	}),
	"upstream-host": text({ description: "The registry that user and password belong to; no other is given them. The host of `image` when absent, for a lock file `docker.io`." }),
	"upstream-username": text({ description: "User of the upstream registry, if it wants one." }),
	"upstream-password": secret({ description: "Password or token of that user." })
});
/** The outputs of import-image. */
const outputs = defineOutputs({
	image: { description: "The image in quarantine, pinned: `registry/repository@sha256:…`. Empty with a lock file, see `results`." },
	digest: { description: "Digest of the image. Empty with a lock file." },
	status: { description: "`imported`; `present` when nothing had to be done; `failed` when an image of the lock file is not there." },
	results: { description: "JSON list, one object an image: `reference`, `digest`, `image` in quarantine, `reason`, `status`, `tag` (`unmoved`, `moved`, `gone`, `not-checked`, `none`), where it applies `tagDigest`, `code` and `problem`." }
});
/** Rules between inputs. */
function check(values) {
	return [
		...checkSource(values),
		...checkUpdate(values),
		...checkCredentials(values)
	];
}
function checkSource({ image, lockFile, repository }) {
	if (image === void 0 && lockFile === void 0) return ["image, lock-file: one of them is required"];
	if (image !== void 0 && lockFile !== void 0) return ["image, lock-file: only one of them can be given"];
	if (lockFile === void 0 || repository === void 0) return [];
	return ["repository: belongs to `image`; in a lock file write `target` beside the entry"];
}
function checkUpdate({ updateTag, image, repository }) {
	if (!updateTag) return [];
	if (repository?.startsWith("tools/") !== true) return ["update-tag: needs a `repository` under `tools/`"];
	return image?.tag === void 0 ? ["update-tag: needs `image` with its tag and its digest"] : [];
}
function checkCredentials(values) {
	const hasUser = values.upstreamUsername !== void 0;
	const hasPassword = values.upstreamPassword !== void 0;
	if (hasUser && !hasPassword) return ["upstream-password: is required with upstream-username"];
	if (hasPassword && !hasUser) return ["upstream-username: is required with upstream-password"];
	if (values.upstreamHost === void 0 || hasUser) return [];
	return ["upstream-host: says whose user and password are given, and none are"];
}

// actions/import-image/src/quarantine.ts
/** Looks at the image and its tag; a tag that stands for another digest throws IMPORT_TAG_TAKEN. */
async function lookAt(arrival) {
	return {
		freeTags: await findFreeTags(arrival),
		artifact: await findArtifact(arrival)
	};
}
/** What an import has to bring. */
function listMissing({ artifact, freeTags }) {
	return {
		isContentMissing: artifact === void 0,
		tags: freeTags
	};
}
/** The image, whole; throws IMPORT_INCOMPLETE when something is absent after the last import. */
function takeArtifact(arrival, sight) {
	const { artifact, freeTags = [] } = sight ?? {};
	if (artifact !== void 0 && freeTags.length === 0) return artifact;
	throw new ExternalError("IMPORT_INCOMPLETE", {
		subject: formatImageReference(arrival.target),
		reason: artifact === void 0 ? "a manifest is not there" : `the tag ${freeTags.join()} is not there`,
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

// actions/import-image/src/bring.ts
const shortHexDigits = 12;
/** Imports what is absent, and reads every manifest back. */
async function bring(order, source, quarantine, deps) {
	const target = pinImage({
		...order.image,
		registry: quarantine.loginServer,
		repository: order.repository
	}, order.image.digest);
	const arrival = {
		client: quarantine.client,
		target,
		tag: order.image.tag
	};
	if (order.isTagUpdated) return bringAndMove(arrival, source, quarantine, deps);
	try {
		return await bringTagged(arrival, source, quarantine, deps);
	} catch (error) {
		if (!(error instanceof CodedError && error.code === "IMPORT_TAG_TAKEN") || order.place === void 0) throw error;
		return bringTagged({
			...arrival,
			tag: buildOwnTag(order.image)
		}, source, quarantine, deps);
	}
}
async function bringAndMove(arrival, source, quarantine, deps) {
	const { target, tag = "" } = arrival;
	const ownTag = buildOwnTag({
		...target,
		tag
	});
	const brought = await bringTagged({
		...arrival,
		tag: ownTag
	}, source, quarantine, deps);
	const { client } = quarantine;
	if (await client.findDigest(target.repository, tag) === target.digest) return brought;
	const { mediaType, bytes } = brought.artifact.root;
	await client.writeManifest(target.repository, {
		mediaType,
		bytes,
		tag
	});
	return {
		...brought,
		status: "imported"
	};
}
async function bringTagged(arrival, source, { importer }, deps) {
	let sight;
	const { repository } = arrival.target;
	const result = await transfer({
		readMissing: async () => listMissing(sight = await lookAt(arrival)),
		start: (tags) => importer.importImage({
			source,
			repository,
			tags
		}, deps.signal),
		sleep: (ms) => deps.clock.sleep(ms, deps.signal)
	});
	const artifact = takeArtifact(arrival, sight);
	return {
		target: arrival.target,
		artifact,
		status: result === "present" ? "present" : "imported"
	};
}
function buildOwnTag({ tag = "", digest }) {
	const suffix = `-${digestHex(digest).slice(0, shortHexDigits)}`;
	return `${tag.slice(0, 128 - suffix.length)}${suffix}`;
}

// actions/import-image/src/moved.ts
/** Asks upstream, without credentials, where the tag points now. */
async function checkTag({ image }, deps) {
	const { registry, repository, tag, digest } = image;
	if (tag === void 0) return { tag: "none" };
	const answer = await deps.upstream().findTagDigest({
		registry,
		repository,
		tag
	}, deps.signal);
	switch (answer.kind) {
		case "unknown": return {
			tag: "not-checked",
			why: answer.reason
		};
		case "absent": return { tag: "gone" };
		case "found": return answer.digest === digest ? { tag: "unmoved" } : {
			tag: "moved",
			tagDigest: answer.digest
		};
	}
}
/** Throws IMPORT_TAG_MOVED for a tag that points elsewhere or is gone; one that was not checked passes. */
function assertUnmoved(order, state) {
	const reason = explainMoved(order, state);
	if (reason === void 0) return;
	throw new UserError("IMPORT_TAG_MOVED", {
		subject: formatImageReference(order.image),
		reason
	});
}
/** Says what a person should know of the tag, at the line of the lock file. */
function reportTag(order, state, log) {
	const moved = explainMoved(order, state);
	const name = formatImageReference(order.image);
	if (moved !== void 0) log.warning(`${name}: ${moved}; imported is what was asked for`, order.place);
	if (state.tag === "not-checked") log.info(`${name}: its tag was not checked: ${state.why}`);
}
function explainMoved({ image }, state) {
	const tag = image.tag ?? "";
	if (state.tag === "gone") return `upstream has the tag ${tag} no longer`;
	if (state.tag !== "moved") return void 0;
	return `the tag ${tag} points at ${state.tagDigest} by now, not at ${shortenDigest(image.digest)}`;
}

// actions/import-image/src/platforms.ts
const maxConfigBytes = 4194304;
const ConfigBody = object({
	os: string(),
	architecture: string(),
	variant: optional(string())
});
/** Throws IMPORT_PLATFORM_MISSING unless the image has every platform of `wanted`. */
async function assertPlatforms({ target, artifact }, wanted, client) {
	if (wanted.length === 0) return;
	const held = await listPlatforms(artifact, target.repository, client);
	const missing = wanted.filter((platform) => !held.includes(platform));
	if (missing.length === 0) return;
	throw new UserError("IMPORT_PLATFORM_MISSING", {
		subject: formatImageReference(target),
		reason: `it has ${held.join(", ") || "no platform"}, not ${missing.join(", ")}`
	});
}
async function listPlatforms({ root, children }, repository, client) {
	const named = [root, ...children].flatMap(listChildrenOf).map(renderPlatform);
	if (children.length > 0) return named;
	const content = parseManifest(root);
	if (content.kind !== "image") return [];
	const bytes = await client.findBlob(repository, content.config.digest, maxConfigBytes);
	const config = checkJson(ConfigBody, Buffer.from(bytes ?? []).toString("utf8"));
	return config.ok ? [renderPlatform({ ...config.value })] : [];
}
function listChildrenOf(manifest) {
	return listChildren(manifest).flatMap(({ platform }) => platform ?? []);
}
function renderPlatform({ os, architecture, variant }) {
	return [
		os,
		architecture,
		variant
	].filter((part) => part !== void 0).join("/");
}

// actions/import-image/src/rows.ts
/** The row of an image that is in quarantine. */
function buildRow(order, brought, state) {
	return {
		...describeOrder(order, brought.target.registry, state),
		status: brought.status
	};
}
/** The row of an image that is not. */
function buildFailure(order, loginServer, state, error) {
	const problem = `${error.message} — ${error.remedy}`;
	return {
		...describeOrder(order, loginServer, state),
		status: "failed",
		code: error.code,
		problem
	};
}
function describeOrder({ image, repository, reason }, loginServer, state) {
	const { registry, digest } = image;
	const tag = image.tag === void 0 ? {} : { tag: image.tag };
	return {
		reference: formatImageReference({
			registry,
			repository: image.repository,
			...tag
		}),
		digest,
		image: formatImageReference({
			registry: loginServer,
			repository,
			digest
		}),
		reason,
		tag: state.tag,
		...state.tag === "moved" ? { tagDigest: state.tagDigest } : {}
	};
}

// actions/import-image/src/import-one.ts
const defaultCredentialHost = "docker.io";
/** Brings one image; a coded error becomes its row, so that the others go on. */
async function importOne(order, importing, log) {
	const { inputs, quarantine, deps } = importing;
	let state = {
		tag: order.image.tag === void 0 ? "none" : "not-checked",
		why: "it was not asked"
	};
	try {
		assertUpstream(order, quarantine);
		state = await checkTag(order, deps);
		if (inputs.onMovedTag === "refuse") assertUnmoved(order, state);
		const brought = await bring(order, buildSource(order, inputs), quarantine, deps);
		await assertPlatforms(brought, order.platforms, quarantine.client);
		reportTag(order, state, log);
		const row = buildRow(order, brought, state);
		log.info(`${row.reference}: ${row.status}, ${brought.artifact.children.length + 1} manifests`);
		return {
			order,
			row
		};
	} catch (error) {
		if (!(error instanceof CodedError) || deps.signal.aborted) throw error;
		log.info(`${order.image.registry}/${order.image.repository}: ${error.code}`);
		return {
			order,
			error,
			row: buildFailure(order, quarantine.loginServer, state, error)
		};
	}
}
function assertUpstream({ image }, { loginServer }) {
	if (image.registry !== loginServer.toLowerCase()) return;
	throw new UserError("IMPORT_SOURCE_QUARANTINE", {
		subject: formatImageReference(image),
		reason: `${loginServer} is the registry that images are imported into`
	});
}
function buildSource({ image }, inputs) {
	const { upstreamUsername: username, upstreamPassword: password } = inputs;
	const { registry: host, repository, digest } = image;
	const source = {
		kind: "upstream",
		host,
		repository,
		digest
	};
	const credentialHost = inputs.upstreamHost ?? inputs.image?.registry ?? defaultCredentialHost;
	if (username === void 0 || password === void 0 || host !== credentialHost) return source;
	return {
		...source,
		credentials: {
			username,
			password: password.reveal()
		}
	};
}

// actions/import-image/src/orders.ts
/** What is to be imported: the image, or every entry of the lock file; all that is wrong with it at once. */
async function readOrders(inputs, deps) {
	if (inputs.lockFile !== void 0) return readLockOrders(inputs.lockFile, deps);
	const { image } = inputs;
	if (image === void 0) throw new UserError("INPUT_INVALID", {
		subject: "import-image",
		reason: "neither image nor lock-file"
	});
	return [{
		image,
		repository: inputs.repository ?? buildQuarantineRepository(image),
		reason: "",
		platforms: [],
		isTagUpdated: inputs.updateTag
	}];
}
async function readLockOrders(path, deps) {
	const { file, text } = await deps.readLock(path);
	return parseImageLock(text, file).entries.map(({ image, target, reason, platforms, place }) => ({
		image,
		repository: target,
		reason,
		platforms,
		isTagUpdated: false,
		place: {
			file,
			startLine: place.line
		}
	}));
}

// actions/import-image/src/results.ts
/** The outputs of a single image; its error fails the step as it is. */
function concludeOne([outcome], log) {
	if (outcome === void 0) throw new Error("there was no image");
	if (outcome.error !== void 0) throw outcome.error;
	const { row } = outcome;
	log.info(`${row.image} is complete (${row.status})`);
	return {
		image: row.image,
		digest: row.digest,
		status: row.status,
		results: JSON.stringify([row])
	};
}
/** The outputs of a lock file, with a line an image that failed; one that failed fails the step. */
function concludeLock(outcomes, log) {
	for (const { order, row } of outcomes) if (row.status === "failed") log.error(`${row.code ?? ""}: ${row.problem ?? ""}`, order.place);
	const rows = outcomes.map(({ row }) => row);
	const count = (status) => rows.filter((row) => row.status === status).length;
	const status = count("failed") > 0 ? "failed" : count("imported") > 0 ? "imported" : "present";
	return {
		outputs: {
			image: "",
			digest: "",
			status,
			results: JSON.stringify(rows)
		},
		verdict: {
			isFailure: status === "failed",
			message: renderVerdict(rows.length, count("imported"), count("failed"))
		}
	};
}
function renderVerdict(all, imported, failed) {
	if (failed === 0) return `All ${all} images are in quarantine, ${imported} of them since this run`;
	return `IMPORT_LOCK_INCOMPLETE: ${failed} of ${all} images are not in quarantine; each has an error of its own. The others are; run the job again when the cause is mended`;
}

// actions/import-image/src/main.ts
/** Brings one upstream image, or all of a lock file, by digest into quarantine, and reads them back whole. */
async function run(inputs, deps, log) {
	const orders = await readOrders(inputs, deps);
	const quarantine = await openQuarantine(inputs, deps);
	const outcomes = await log.group(renderTitle(orders), () => mapBounded(orders, inputs.parallel, (order) => importOne(order, {
		inputs,
		quarantine,
		deps
	}, log)));
	return inputs.lockFile === void 0 ? concludeOne(outcomes, log) : concludeLock(outcomes, log);
}
function renderTitle(orders) {
	const [only] = orders;
	if (only === void 0 || orders.length > 1) return `Import ${orders.length} images`;
	return `Import ${formatImageReference(only.image)}`;
}
async function openQuarantine(inputs, deps) {
	const importer = deps.management(inputs.quarantineRegistry.id);
	const { loginServer } = await importer.readAccount();
	return {
		importer,
		loginServer,
		client: deps.registry(loginServer)
	};
}

// actions/import-image/src/summary.ts
const Rows = array(object({
	reference: string(),
	digest: custom((value) => typeof value === "string"),
	image: string(),
	reason: string(),
	status: picklist([
		"imported",
		"present",
		"failed"
	]),
	tag: picklist([
		"none",
		"unmoved",
		"moved",
		"gone",
		"not-checked"
	]),
	code: optional(string()),
	problem: optional(string())
}));
const titles = {
	imported: "Imported into quarantine",
	present: "In quarantine already",
	failed: "Not all images are in quarantine"
};
const marks = {
	imported: "✅ imported",
	present: "✅ present",
	failed: "❌"
};
const tags = {
	none: "—",
	unmoved: "as locked",
	moved: "⚠️ moved",
	gone: "⚠️ gone",
	"not-checked": "not checked"
};
/** One row an image: what was asked for, where it is now, and what is known of its tag. */
function renderSummary(outputs, inputs) {
	const rows = checkJson(Rows, outputs.results);
	const table = rows.ok ? rows.value.map(renderRow).join("\n") : "";
	const failures = rows.ok ? rows.value.flatMap(renderProblem).join("\n") : "";
	const head = "| Upstream | Digest | Needed for | Result | Tag upstream |\n| --- | --- | --- | --- | --- |";
	const place = inputs.lockFile === void 0 ? `\n\`${outputs.image}\`\n` : "";
	return `### ${titles[outputs.status] ?? outputs.status}\n${place}\n${head}\n${table}\n${failures === "" ? "" : `\n${failures}\n`}`;
}
function renderRow({ reference, digest, reason, status, code, tag }) {
	const result = code === void 0 ? marks[status] : `${marks[status]} \`${code}\``;
	return `| \`${reference}\` | \`${shortenDigest(digest)}\` | ${escapeMarkdown(reason)} | ${result} | ${tags[tag]} |`;
}
function renderProblem({ reference, problem }) {
	return problem === void 0 ? [] : [`- \`${reference}\`: ${escapeMarkdown(problem)}`];
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