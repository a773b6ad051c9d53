import { InputProblem, defineInputs, defineOutputs, jobToken, runAction, text } from "./lib/action.js";
import { keyIdNotation, openAzure, openGithub } from "./lib/session.js";
import { formatImageReference, registryIdNotation } from "./lib/domain/image.js";
import { assertTagUnmoved, ensureRecord, findRecord, pinRequested, readSubject, requestedImageNotation } from "./lib/domain/promotion.js";
import { formatTime, renderCode } from "./lib/base.js";
import { openRuleSource, readKeys } from "./lib/domain/rules.js";
import { ExternalError, UserError } from "./lib/base/errors.js";

// actions/revoke-image/src/deps.ts
/** The real systems; SDKs are loaded with the first request. */
function createDeps(inputs, context) {
	const azure = openAzure(context, {
		tenantId: inputs.tenantId,
		clientId: inputs.clientId
	});
	return {
		clock: context.clock,
		job: context.job,
		github: openGithub(context, inputs.githubToken.reveal()),
		keyVault: azure.keyVault(),
		management: (registryId) => azure.management(registryId),
		registry: (loginServer) => azure.registry(loginServer)
	};
}

// actions/revoke-image/src/inputs.ts
const maxReasonCharacters = 1e3;
/** What the action does, in one sentence. */
const description = "Take a digest in live out of use.";
/** The inputs of revoke-image. */
const inputs = defineInputs({
	"tenant-id": text({
		description: "Entra tenant of the promote identity.",
		required: true
	}),
	"client-id": text({
		description: "Client id of the promote identity.",
		required: true
	}),
	"live-registry": text({
		description: "ARM resource id of the live registry.",
		required: true,
		...registryIdNotation
	}),
	image: text({
		description: "The image in live as `repository[:tag]@sha256:…`; the host may stand before it.",
		required: true,
		...requestedImageNotation
	}),
	reason: text({
		description: "Why the image must no longer be used; recorded, and told to everybody who tries to promote it.",
		required: true,
		form: "one or two sentences",
		parse: parseReason
	}),
	ticket: text({
		description: "Where the decision is kept: an issue, an incident, a link; recorded.",
		required: true,
		parse: parseReason
	}),
	"signing-key": text({
		description: "Identifier of the promotion key in Key Vault; the record is signed with it.",
		required: true,
		...keyIdNotation
	}),
	"github-token": jobToken({ description: "Token of this job with `actions: read` and `contents: read`: the record names who started the run as GitHub knows it, and the trusted keys stand on the protected branch." })
});
/** The outputs of revoke-image. */
const outputs = defineOutputs({
	image: { description: "The image that was taken out of use: `registry/repository@sha256:…`." },
	"revocation-digest": { description: "Payload digest of the revocation record." },
	status: { description: "`revoked`, or `present` when the record was there before." }
});
function parseReason(value) {
	if (value.length > maxReasonCharacters) throw new InputProblem(`it has ${value.length} characters`, `at most ${maxReasonCharacters}`);
	if (/\p{Cc}/u.test(value)) throw new InputProblem("it has control characters", "one line of text");
	return value;
}

// actions/revoke-image/src/live.ts
/**
* The image's descriptor, for the record's subject: from a record of its, else from the manifest itself.
* Throws REVOCATION_NOT_LIVE when live knows neither.
*/
async function findSubject({ target, shelf }) {
	const { client, repository } = shelf;
	for (const kind of ["revocation", "promotion"]) {
		const stored = await findRecord(shelf, kind, target.digest);
		if (stored !== void 0) return readSubject(shelf, stored);
	}
	const manifest = await client.findManifestProperties(repository, target.digest) !== void 0 ? await client.findManifest(repository, target.digest) : void 0;
	if (manifest !== void 0) return {
		mediaType: manifest.mediaType,
		digest: manifest.digest,
		size: manifest.bytes.length
	};
	throw new UserError("REVOCATION_NOT_LIVE", {
		subject: formatImageReference(target),
		reason: "live has neither the manifest nor a record of a promotion"
	});
}
/** Stops pulls of the manifest and of every tag on it, and reads that back; throws REVOCATION_INCOMPLETE. */
async function disableReading({ target, shelf }) {
	const { client, repository } = shelf;
	const found = await client.findManifestProperties(repository, target.digest);
	if (found === void 0) return 0;
	if (found.attributes.readEnabled) await client.setManifestAttributes(repository, target.digest, { readEnabled: false });
	for (const tag of found.tags) {
		const properties = await client.findTag(repository, tag);
		if (properties?.digest !== target.digest || !properties.attributes.readEnabled) continue;
		await client.setTagAttributes(repository, tag, { readEnabled: false });
	}
	await assertDisabled({
		target,
		shelf
	});
	return found.tags.length;
}
async function assertDisabled({ target, shelf }) {
	const { client, repository } = shelf;
	const found = await client.findManifestProperties(repository, target.digest);
	const readable = found?.attributes.readEnabled === true ? [`@${target.digest}`] : [];
	for (const tag of found?.tags ?? []) {
		const properties = await client.findTag(repository, tag);
		if (properties?.digest === target.digest && properties.attributes.readEnabled) readable.push(`:${tag}`);
	}
	if (readable.length === 0) return;
	throw new ExternalError("REVOCATION_INCOMPLETE", {
		subject: formatImageReference(target),
		reason: `reading is still enabled on ${readable.join(", ")}`,
		system: "Azure Container Registry",
		operation: "PATCH attributes"
	});
}

// actions/revoke-image/src/main.ts
/** Takes a live digest out of use: the record first, so that it stays out whatever happens, then the pulls. */
async function run(inputs, deps, log) {
	const image = await openImage(inputs, deps);
	const name = formatImageReference(image.target);
	const subject = await log.group("Find the image in live", () => findSubject(image));
	const before = await findRecord(image.shelf, "revocation", image.target.digest);
	const revocation = await log.group("Write the revocation", async () => ensureRecord(image.shelf, "revocation", await buildRevocation(image, inputs, deps), subject));
	const tags = await log.group("Stop pulls", () => disableReading(image));
	log.info(`${name} cannot be pulled any more, nor by its ${tags} tags`);
	return buildOutputs(revocation, before === void 0 ? "revoked" : "present");
}
async function openImage(inputs, deps) {
	const account = await deps.management(inputs.liveRegistry.id).readAccount();
	const client = deps.registry(account.loginServer);
	const target = pinRequested(inputs.image, client.registry);
	const { repository, tag } = inputs.image;
	if (tag !== void 0) assertTagUnmoved(inputs.image, client.registry, (await client.findTag(repository, tag))?.digest);
	const keys = await readKeys(await openRuleSource(deps.github));
	return {
		target,
		shelf: {
			client,
			repository: target.repository,
			keys,
			now: () => deps.clock.now(),
			openSigner: () => deps.keyVault.openSigner(inputs.signingKey)
		}
	};
}
async function buildRevocation({ target }, inputs, deps) {
	const { reason, ticket } = inputs;
	const revokedAt = formatTime(deps.clock.now());
	return {
		kind: "revocation",
		target,
		reason,
		ticket,
		run: await readRun(deps),
		revokedAt
	};
}
async function readRun({ github, job }) {
	const { actor, triggeringActor } = await github.readRun(job.runId);
	return {
		repository: job.repository,
		id: job.runId,
		attempt: job.runAttempt,
		workflow: job.workflowRef,
		actor: actor?.login ?? job.actor,
		triggeringActor: triggeringActor?.login ?? job.triggeringActor
	};
}
function buildOutputs({ record, digest }, status) {
	return {
		image: formatImageReference(record.target),
		revocationDigest: digest,
		status
	};
}

// actions/revoke-image/src/summary.ts
/** What was taken out of use, why, and what is left to do by hand. */
function renderSummary(outputs, inputs) {
	return `### ${outputs.status === "present" ? "Revoked before" : "Revoked"}\n\n| | |\n| --- | --- |\n${[
		["Image", outputs.image],
		["Reason", inputs.reason],
		["Ticket", inputs.ticket],
		["Revocation record", outputs.revocationDigest]
	].map(([name, value]) => `| ${name} | ${renderCode(value ?? "")} |`).join("\n")}\n\nNodes that pulled the image before still have it: deploy another digest where it runs.\n`;
}

// actions/revoke-image/src/index.ts
await runAction({
	name: "revoke-image",
	description,
	inputs,
	outputs,
	createDeps,
	run,
	renderSummary
});

export {  };