import { InputProblem, choice, defineInputs, defineOutputs, runAction, text, time } from "./lib/action.js";
import { formatKeyId, keyIdNotation, openAzure } from "./lib/session.js";
import { array, maxLength, nonEmpty, object, pipe, string } from "./vendor/valibot.js";
import { checkJson, commitIdPattern, formatTime } from "./lib/base.js";
import { computeDigest, formatImageReference, parseDigest, parsePinnedImage, pinImage, registryIdNotation } from "./lib/domain/image.js";
import { UserError } from "./lib/base/errors.js";
import { attachBundle, listAttachments, sortStatements } from "./lib/domain/attachment.js";
import { buildImportRecord, buildProvenance, renderStatement, signStatement, statementKinds, verifyStatement } from "./lib/domain/statement.js";
import { explainUntrustedJob } from "./lib/domain/preflight.js";
import { isPullRequestFolder } from "./lib/domain/promotion.js";

// actions/attest-image/src/deps.ts
/** The real systems; SDKs are loaded with the first request. */
function createDeps(inputs, context) {
	const azure = openAzure(context, {
		tenantId: inputs.tenantId,
		clientId: inputs.clientId
	});
	return {
		clock: context.clock,
		job: context.job,
		getIdToken: (audience) => context.getIdToken(audience),
		management: azure.management(inputs.quarantineRegistry.id),
		tasks: azure.tasks(inputs.quarantineRegistry.id),
		keyVault: azure.keyVault(),
		registry: (loginServer) => azure.registry(loginServer)
	};
}

// actions/attest-image/src/inputs.ts
/** What the action does, in one sentence. */
const description = "Sign how an image was built, or where it was imported from, and attach that to the image in quarantine.";
/** The inputs of attest-image. */
const inputs = defineInputs({
	"tenant-id": text({
		description: "Entra tenant of the registry’s subscription.",
		required: true
	}),
	"client-id": text({
		description: "Client id of the provenance identity (federated with this workflow).",
		required: true
	}),
	"quarantine-registry": text({
		description: "ARM resource id of the quarantine registry.",
		required: true,
		...registryIdNotation
	}),
	image: text({
		description: "The image in quarantine, pinned; output `image` of build-image or import-image.",
		required: true,
		form: "`<registry>.azurecr.io/<repository>@sha256:…`",
		parse: (value) => parsePinnedImage(value)
	}),
	"signing-key": text({
		description: "Identifier of the provenance key in Key Vault.",
		required: true,
		...keyIdNotation
	}),
	kind: choice({
		description: "What happened to the image: it was built (SLSA provenance) or imported (import record).",
		values: ["build", "import"],
		default: "build"
	}),
	"run-id": text({ description: "Output `run-id` of build-image; the run is read back from ACR." }),
	"context-hash": text({
		description: "Output `context-hash` of build-image.",
		parse: parseDigest
	}),
	commit: text({
		description: "Output `commit` of build-image: the commit of a Git context, which must be the commit of this run. Leave empty for a local one.",
		form: "a commit id of 40 hex digits",
		parse: parseCommit
	}),
	"base-digests": text({
		description: "Output `base-digests` of build-image.",
		form: "a JSON list of `{ \"image\", \"digest\" }`",
		parse: parseBases
	}),
	"started-at": time({ description: "Output `started-at` of build-image; taken from ACR where ACR tells it." }),
	"finished-at": time({ description: "Output `finished-at` of build-image; taken from ACR where ACR tells it." }),
	upstream: text({
		description: "The image that import-image was given; its digest must be the one of `image`.",
		form: "`host/repository[:tag]@sha256:…`",
		parse: (value) => parsePinnedImage(value, { isDockerShorthandAllowed: true })
	})
});
/** The outputs of attest-image. */
const outputs = defineOutputs({
	"statement-digest": { description: "Digest of what is signed: the statement’s identity, the same however often it is signed." },
	"bundle-digest": { description: "Digest of the referrer that carries the signed bundle." },
	"predicate-type": { description: "What the statement is: SLSA provenance v1, or an import record." },
	status: { description: "`attached`, or `present` when an equal statement by this key was there." }
});
/** Rules between inputs: each kind has inputs of its own. */
function check(given) {
	if (given.kind === "import") return given.upstream === void 0 ? ["`upstream`: is required with `kind: import`"] : [];
	const needed = {
		"run-id": given.runId,
		"context-hash": given.contextHash,
		"base-digests": given.baseDigests
	};
	return Object.entries(needed).flatMap(([name, value]) => value === void 0 ? [`\`${name}\`: is required with \`kind: build\``] : []);
}
const maxBases = 100;
const shortText = pipe(string(), nonEmpty(), maxLength(1024));
const basesSchema = pipe(array(object({
	image: shortText,
	digest: shortText
})), maxLength(maxBases));
function parseBases(value) {
	const checked = checkJson(basesSchema, value);
	if (checked.ok) return { images: checked.value };
	throw new InputProblem(checked.problems.join("; "), "output `base-digests` of build-image, unchanged");
}
function parseCommit(value) {
	if (commitIdPattern.test(value)) return value;
	throw new InputProblem(`"${value.slice(0, 80)}" is no commit id`, "output `commit` of build-image, unchanged");
}

// actions/attest-image/src/attach.ts
/** An equal statement by this key that is there already: the same words at its own time. */
async function findEqual(desk, draft) {
	const attachments = await listAttachments(desk.shelf, desk.subject.digest);
	const { verified } = sortStatements(attachments, expect(desk, draft));
	const equal = verified.find(({ madeAt, payloadDigest }) => computeDigest(renderStatement(draft.build(formatTime(madeAt)))) === payloadDigest);
	if (equal === void 0) return void 0;
	const { predicateType } = draft.build(formatTime(equal.madeAt));
	const { payloadDigest: statementDigest, manifestDigest: bundleDigest } = equal;
	return {
		status: "present",
		statementDigest,
		bundleDigest,
		predicateType
	};
}
/** Signs the statement as of now and attaches it; what the vault answered is verified before it is written. */
async function signAndAttach(desk, draft) {
	const statement = draft.build(formatTime(desk.now));
	const bundle = await signStatement(statement, desk.signer);
	const { payloadDigest: statementDigest } = verifyStatement(bundle, expect(desk, draft));
	const { predicateType } = statement;
	return {
		status: "attached",
		statementDigest,
		bundleDigest: await attachBundle(desk.shelf, desk.subject, bundle, predicateType),
		predicateType
	};
}
function expect({ signer, subject, now }, { kind }) {
	return {
		kinds: [kind],
		subject: subject.digest,
		keys: trustOwn(signer),
		now
	};
}
function trustOwn({ key, keyHint }) {
	const always = {
		validFrom: 0,
		validUntil: Number.MAX_SAFE_INTEGER
	};
	const { publicKey } = key;
	return /* @__PURE__ */ new Map([[keyHint, {
		name: key.id.name,
		purpose: "provenance",
		keyHint,
		publicKey,
		...always
	}]]);
}

// actions/attest-image/src/job.ts
/** The workflow that answers for what is attested: `https://github.com/<owner>/<name>/.github/workflows/<file>@<ref>`. */
function nameBuilder({ serverUrl, workflowRef }) {
	return `${serverUrl}/${workflowRef}`;
}
/** The run without its attempt, so that a second attempt says the same. */
function nameRun({ serverUrl, repository, runId }) {
	return `${serverUrl}/${repository}/actions/runs/${runId}`;
}
const audience = "lazaret-attest";
/**
* Refuses what a pull request made: its workflow files are the author's own, so a signature would say nothing.
* Throws STATEMENT_NOT_FOR_PULL_REQUEST.
*/
function assertNotPullRequest(image, { eventName }) {
	const isFromFolder = isPullRequestFolder(image.repository);
	if (!isFromFolder && !eventName.startsWith("pull_request")) return;
	throw new UserError("STATEMENT_NOT_FOR_PULL_REQUEST", {
		subject: formatImageReference(image),
		reason: isFromFolder ? "it lies under `pr/`" : `the job was started by ${eventName}`
	});
}
/**
* Refuses a job whose event others can cause or whose ref is not protected, and one that GitHub's token describes
* otherwise than the runner's variables do: those stand in the statement. Throws STATEMENT_JOB_UNTRUSTED.
*/
async function assertTrustedJob(image, { job, getIdToken }) {
	const reason = await explainUntrustedJob(job, () => getIdToken(audience));
	if (reason === void 0) return;
	throw new UserError("STATEMENT_JOB_UNTRUSTED", {
		subject: formatImageReference(image),
		reason
	});
}

// actions/attest-image/src/build.ts
/** The provenance of a build. What ACR can tell is taken from ACR, not from the step before. */
async function draftProvenance(inputs, image, deps) {
	const { runId = "", contextHash, baseDigests } = inputs;
	const { job } = deps;
	if (contextHash === void 0 || baseDigests === void 0) throw untrue$1(runId, "inputs are missing");
	if (inputs.commit !== void 0 && inputs.commit !== job.sha) throw untrue$1(runId, `its context is of commit ${inputs.commit}, this run is of ${job.sha}`);
	const times = readTimes(await readRun(runId, image, deps), inputs);
	const predicate = buildProvenance({
		builder: nameBuilder(job),
		repository: `${job.serverUrl}/${job.repository}`,
		ref: job.ref,
		commit: job.sha,
		contextHash,
		bases: baseDigests.images,
		run: nameRun(job),
		registryRun: `${inputs.quarantineRegistry.id}/runs/${runId}`,
		...times
	});
	const subject = {
		name: `${image.registry}/${image.repository}`,
		digest: image.digest
	};
	const { predicateType } = statementKinds.provenance;
	return {
		kind: "provenance",
		build: () => ({
			subject,
			predicateType,
			predicate
		})
	};
}
async function readRun(runId, image, { tasks }) {
	const run = await tasks.findRun(runId);
	if (run === void 0) throw untrue$1(runId, "the registry has no such run");
	if (run.status !== "Succeeded") throw untrue$1(runId, `it ended as ${run.status}`);
	if (run.outputImages.some(({ repository, digest }) => repository === image.repository && digest === image.digest)) return run;
	throw untrue$1(runId, `it did not push ${image.repository}@${image.digest}`);
}
function readTimes(run, inputs) {
	return {
		startedAt: chooseTime(run, "start", run.startedAt, inputs.startedAt),
		finishedAt: chooseTime(run, "end", run.finishedAt, inputs.finishedAt)
	};
}
function chooseTime(run, what, known, given) {
	const time = known === void 0 ? given : formatTime(known);
	if (time === void 0) throw untrue$1(run.runId, `neither ACR nor the inputs tell its ${what}`);
	if (given !== void 0 && given !== time) throw untrue$1(run.runId, `its ${what} was ${time}, not ${given}`);
	return time;
}
function untrue$1(runId, reason) {
	return new UserError("STATEMENT_FACTS_UNTRUE", {
		subject: `run ${runId}`,
		reason
	});
}

// actions/attest-image/src/imported.ts
/** Where imports go; nothing else is attested as imported, and a build never lies there. */
const folders = ["upstream/", "tools/"];
/** The record of an import: what the image was upstream, and who asked for it. */
function draftImportRecord({ upstream }, image, { job }) {
	if (upstream === void 0) throw untrue(image, "no upstream image is given");
	if (upstream.registry.toLowerCase() === image.registry.toLowerCase()) throw untrue(image, `${upstream.registry} is quarantine itself and upstream of nothing`);
	if (upstream.digest !== image.digest) throw untrue(image, `upstream it was ${upstream.digest}`);
	if (!isImported(image)) throw untrue(image, "imports lie under `upstream/` or `tools/`");
	const { repository, runId, workflowRef, actor, triggeringActor } = job;
	const facts = {
		builder: nameBuilder(job),
		upstream: formatImageReference(pinImage({
			registry: upstream.registry,
			repository: upstream.repository
		}, upstream.digest)),
		run: {
			repository,
			id: runId,
			workflow: workflowRef,
			actor,
			triggeringActor
		},
		commit: job.sha
	};
	const subject = {
		name: `${image.registry}/${image.repository}`,
		digest: image.digest
	};
	const { predicateType } = statementKinds.import;
	return {
		kind: "import",
		build: (recordedAt) => ({
			subject,
			predicateType,
			predicate: buildImportRecord({
				...facts,
				recordedAt
			})
		})
	};
}
/** Whether the image lies where imports go. */
function isImported(image) {
	return folders.some((folder) => image.repository.startsWith(folder));
}
function untrue(image, reason) {
	return new UserError("STATEMENT_FACTS_UNTRUE", {
		subject: formatImageReference(image),
		reason
	});
}

// actions/attest-image/src/main.ts
/** Says under signature how an image came to be, and hangs that on the image. */
async function run(inputs, deps, log) {
	const { image } = inputs;
	assertNotPullRequest(image, deps.job);
	await log.group("Hold the job against its token", () => assertTrustedJob(image, deps));
	const { loginServer } = await deps.management.readAccount();
	const client = deps.registry(loginServer);
	const { subject, draft } = await log.group(`Read ${formatImageReference(image)}`, async () => ({
		subject: await readSubject(client, image),
		draft: await draftStatement(inputs, deps)
	}));
	const signer = await deps.keyVault.openSigner(inputs.signingKey);
	log.info(`${formatKeyId(signer.key.id)} signs, hint ${signer.keyHint}`);
	const desk = {
		shelf: {
			client,
			repository: image.repository
		},
		subject,
		signer,
		now: deps.clock.now()
	};
	const attached = await log.group("Attach the statement", async () => await findEqual(desk, draft) ?? signAndAttach(desk, draft));
	log.info(`${attached.bundleDigest} says under signature how ${image.digest} came to be`);
	const { statementDigest, bundleDigest, predicateType, status } = attached;
	return {
		statementDigest,
		bundleDigest,
		predicateType,
		status
	};
}
async function readSubject(client, image) {
	if (image.registry !== client.registry) throw missing(image, `the quarantine registry is ${client.registry}`);
	const manifest = await client.findManifest(image.repository, image.digest);
	if (manifest === void 0) throw missing(image, "the registry has no such manifest");
	return {
		mediaType: manifest.mediaType,
		digest: manifest.digest,
		size: manifest.bytes.length
	};
}
async function draftStatement(inputs, deps) {
	const { image } = inputs;
	if (inputs.kind === "import") return draftImportRecord(inputs, image, deps);
	if (!isImported(image)) return draftProvenance(inputs, image, deps);
	throw new UserError("STATEMENT_FACTS_UNTRUE", {
		subject: formatImageReference(image),
		reason: "it lies where imports go, and builds do not"
	});
}
function missing(image, reason) {
	return new UserError("STATEMENT_IMAGE_MISSING", {
		subject: formatImageReference(image),
		reason
	});
}

// actions/attest-image/src/summary.ts
/** What was said of which image, and where it hangs. */
function renderSummary(outputs, inputs) {
	const what = inputs.kind === "import" ? "Import record" : "Build provenance";
	const title = outputs.status === "present" ? `${what} was attached already` : `${what} signed and attached`;
	const rows = [
		["Image", formatImageReference(inputs.image)],
		["Statement", outputs.statementDigest],
		["Bundle", outputs.bundleDigest],
		["Predicate", outputs.predicateType]
	];
	const note = inputs.kind === "import" ? "" : "\nBy word of the building job alone: context hash and digests of base images. The rest is of ACR and the token of this job.\n";
	return `### ${title}\n\n| | |\n| --- | --- |\n${rows.map(([name, value]) => `| ${name} | \`${value}\` |`).join("\n")}\n${note}`;
}

// actions/attest-image/src/index.ts
await runAction({
	name: "attest-image",
	description,
	inputs,
	outputs,
	check,
	createDeps,
	run,
	renderSummary
});

export {  };