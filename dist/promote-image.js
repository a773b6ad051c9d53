import { InputProblem, choice, defineInputs, defineOutputs, list, runAction, secret, text } from "./lib/action.js";
import { openAzure, openGithub } from "./lib/session.js";
import { assertTagUnmoved, ensureRecord, findLatestCompletion, findRecord, isLocked, isPullRequestFolder, isRecordTag, lockManifest, lockTag, parseRequestedImage, pinRequested, requireVerdict } from "./lib/domain/promotion.js";
import { formatImageReference, parseRegistryId, parseRepository, parseTag } from "./lib/domain/image.js";
import { formatTime, renderCode } from "./lib/base.js";
import { ExternalError, UserError } from "./lib/base/errors.js";
import { assertApproved, decideApproval } from "./lib/domain/approval.js";
import { transfer } from "./lib/domain/transfer.js";
import { collectArtifact } from "./lib/domain/artifact.js";

// actions/promote-image/src/verdict.ts
/** The reader of this version: nothing writes verdicts yet, so none can be read. */
const absentVerdicts = { read: (image) => Promise.resolve({
	decision: "indeterminate",
	reasons: ["this version reads no verdicts"],
	subject: image.digest
}) };
/** The verdict that allows this promotion; throws PROMOTION_VERDICT_* when there is none. */
async function verifyVerdict(inputs, deps, source, log) {
	const verdict = await deps.verdicts.read(source.image, deps.clock.now());
	const recorded = requireVerdict(verdict, source.image, inputs.verdict === "none");
	if (recorded === "none") log.warning(`No verdict of the gate is asked for, because the input \`verdict\` is \`none\`: ${verdict.reasons.join("; ")}. The record says so; the input goes away with the gate.`, { title: "No verdict" });
	return recorded;
}

// actions/promote-image/src/deps.ts
/** The real systems; SDKs are loaded with the first request. */
function createDeps(inputs, context) {
	const azure = openAzure(context, {
		tenantId: inputs.tenantId,
		clientId: inputs.clientId
	});
	return {
		clock: context.clock,
		job: context.job,
		signal: context.signal,
		github: openGithub(context, inputs.githubToken.reveal()),
		verdicts: absentVerdicts,
		management: (registryId) => azure.management(registryId),
		registry: (loginServer) => azure.registry(loginServer)
	};
}

// actions/promote-image/src/inputs.ts
/** What the action does, in one sentence. */
const description = "Carry an approved image by digest from quarantine to live.";
/** The inputs of promote-image. */
const inputs = defineInputs({
	"tenant-id": text({
		description: "Entra tenant of the promote identity.",
		required: true
	}),
	"client-id": text({
		description: "Client id of the promote identity.",
		required: true
	}),
	"quarantine-registry": text({
		description: "ARM resource id of the registry that holds the image.",
		required: true,
		form: "`/subscriptions/…/providers/Microsoft.ContainerRegistry/registries/<name>`",
		parse: parseRegistryId
	}),
	"live-registry": text({
		description: "ARM resource id of the registry that the image goes to.",
		required: true,
		form: "`/subscriptions/…/providers/Microsoft.ContainerRegistry/registries/<name>`",
		parse: parseRegistryId
	}),
	image: text({
		description: "The image in quarantine as `repository[:tag]@sha256:…`; the host may stand before it. A tag that no longer points at the digest stops the promotion.",
		required: true,
		form: "`repository@sha256:…`",
		parse: parseRequestedImage
	}),
	repository: text({
		description: "Repository in live; the same as in quarantine when absent.",
		form: "a repository path such as `workload/chain-api`",
		parse: parseRepository
	}),
	tags: list({
		description: "Tags to set in live, one a line. A live tag is never moved from one digest to another.",
		form: "one tag a line",
		parse: parseTag
	}),
	environment: text({
		description: "The protected environment that this job runs in and that was approved.",
		default: "promote"
	}),
	verdict: choice({
		description: "Write `none` to promote without a verdict of the gate: it is printed, recorded, and goes away with the gate. Absent, an image without verdict is refused.",
		values: ["none"]
	}),
	"github-token": secret({
		description: "Token of this job with `actions: read`, `contents: read` and `pull-requests: read`, to verify the approval.",
		default: "${{ github.token }}"
	}),
	"baseline-commit": text({
		description: "Full id of a commit whose history was reviewed otherwise; used only while nothing of this repository was promoted yet.",
		form: "a full commit id (40 hex digits)",
		parse: parseCommit
	})
});
/** The outputs of promote-image. */
const outputs = defineOutputs({
	image: { description: "The image in live, pinned: `registry/repository@sha256:…`." },
	digest: { description: "Digest of the image." },
	"promotion-digest": { description: "Payload digest of the completion record." },
	"intent-digest": { description: "Payload digest of the intent record." },
	approvers: { description: "Logins of the approvers that the completion record names, separated by commas." },
	status: { description: "`promoted`, or `present` when the image had been promoted before." }
});
/** Rules between inputs. */
function check(values) {
	const { quarantineRegistry, liveRegistry } = values;
	const reserved = values.tags.filter(isRecordTag).map((tag) => `tags: "${tag}" is kept for records`);
	return quarantineRegistry.id.toLowerCase() === liveRegistry.id.toLowerCase() ? [...reserved, ...checkFolder(values)] : reserved;
}
function checkFolder({ image, repository }) {
	if (repository === void 0) return ["repository: is required when quarantine-registry and live-registry are one registry"];
	if (repository === image.repository) return [`repository: "${repository}" is where the image is in quarantine — write another one`];
	return isPullRequestFolder(repository) ? ["repository: \"pr/\" is written by pull requests"] : [];
}
function parseCommit(value) {
	if (/^[0-9a-f]{40}$/.test(value)) return value;
	throw new InputProblem(`"${value}" is no full commit id`, "the 40 hex digits of a commit");
}

// actions/promote-image/src/range.ts
/** How far the history is examined when nothing was promoted yet and no baseline is given. */
const maxHistoryCommits = 250;
/** Every commit since `base` when the head descends from it, else the whole history up to a bound. */
async function readRange(github, head, base) {
	const compared = base === void 0 ? void 0 : await github.compare(base, head);
	if (base !== void 0 && compared?.status === "ahead") return {
		commits: compared.commits,
		isComplete: true,
		origin: base
	};
	if (base !== void 0 && compared?.status === "identical") return {
		...await github.listCommits(head, 1),
		isComplete: true,
		origin: base
	};
	return {
		...await github.listCommits(head, 250),
		origin: "the first commit"
	};
}

// actions/promote-image/src/approval.ts
const lookUpsAtOnce = 8;
/** Verifies that the environment protects, and that somebody without a part approved this run; throws APPROVAL_* codes. */
async function verifyApproval(inputs, deps, shelf, log) {
	const { github, job } = deps;
	const run = await github.readRun(job.runId);
	assertSameCommit(run, job.sha);
	const last = await findLatestCompletion(shelf, ({ run: { repository } }) => repository === job.repository);
	const range = await readRange(github, run.headSha, last?.record.commit ?? inputs.baselineCommit);
	log.info(`Examined ${range.commits.length} commits since ${range.origin}`);
	const pullRequests = await readPullRequests(github, range.commits.map(({ sha }) => sha));
	const flattened = await readFlattened(github, range.commits, pullRequests);
	const decision = decideApproval({
		environmentName: inputs.environment,
		environment: await github.findEnvironment(inputs.environment),
		branch: await github.readDefaultBranch(),
		reviews: await github.listApprovals(job.runId),
		attempts: await readAttempts(github, run),
		commits: [...range.commits, ...flattened.commits],
		isRangeComplete: range.isComplete && flattened.isComplete,
		pullRequests
	});
	const approvers = assertApproved(decision).map(({ id, login }) => ({
		id,
		login
	}));
	log.info(`Approved by ${approvers.map(({ login }) => login).join(", ")}`);
	return {
		approvers,
		commit: run.headSha
	};
}
function assertSameCommit(run, sha) {
	if (run.headSha === sha) return;
	throw new UserError("APPROVAL_INDEPENDENCE_UNKNOWN", {
		subject: `run ${run.id}`,
		reason: `the job says it runs on ${sha}, GitHub says the run is on ${run.headSha}`
	});
}
async function readAttempts(github, run) {
	const attempts = [];
	for (let attempt = 1; attempt < run.attempt; attempt += 1) attempts.push(await github.readRunAttempt(run.id, attempt));
	return [...attempts, run];
}
async function readPullRequests(github, shas) {
	const byNumber = /* @__PURE__ */ new Map();
	for (let start = 0; start < shas.length; start += lookUpsAtOnce) {
		const batch = shas.slice(start, start + lookUpsAtOnce);
		(await Promise.all(batch.map((sha) => github.listPullRequests(sha)))).flat().forEach((pull) => byNumber.set(pull.number, pull));
	}
	return [...byNumber.values()];
}
async function readFlattened(github, commits, pullRequests) {
	const flat = new Set(commits.filter(({ parents }) => parents.length < 2).map(({ sha }) => sha));
	const pulls = pullRequests.filter(({ mergeCommit }) => mergeCommit !== void 0 && flat.has(mergeCommit));
	const lists = [];
	for (const { number } of pulls) lists.push(await github.listPullRequestCommits(number));
	return {
		commits: lists.flatMap((list) => list.commits),
		isComplete: lists.every((list) => list.isComplete)
	};
}

// actions/promote-image/src/source.ts
/** Reads the requested image whole; from here on only its digest counts. Throws PROMOTION_* and IMAGE_* codes. */
async function resolveSource(requested, quarantine) {
	const image = pinRequested(requested, quarantine.registry);
	assertNotPullRequest(image);
	const { repository, tag } = requested;
	if (tag !== void 0) assertTagUnmoved(requested, quarantine.registry, await quarantine.findDigest(repository, tag));
	const root = await readRoot(image, quarantine);
	return {
		image,
		artifact: await collectArtifact(root, (digest) => quarantine.findManifest(image.repository, digest))
	};
}
/** The root manifest's descriptor, as the subject of records. */
function describeRoot({ artifact }) {
	const { mediaType, digest, bytes } = artifact.root;
	return {
		mediaType,
		digest,
		size: bytes.length
	};
}
/** The root and all children. */
function listManifests(artifact) {
	return [artifact.root, ...artifact.children];
}
function assertNotPullRequest(image) {
	if (!isPullRequestFolder(image.repository)) return;
	throw fromPullRequest(image, image.repository);
}
async function readRoot(image, quarantine) {
	const root = await quarantine.findManifest(image.repository, image.digest);
	if (root !== void 0) return root;
	const pullRequest = await findInPullRequests(image, quarantine);
	if (pullRequest !== void 0) throw fromPullRequest(image, pullRequest);
	throw new UserError("PROMOTION_DIGEST_NOT_FOUND", {
		subject: formatImageReference(image),
		reason: "the repository has no such manifest"
	});
}
async function findInPullRequests(image, quarantine) {
	const name = image.repository.slice(image.repository.lastIndexOf("/") + 1);
	for (const repository of /* @__PURE__ */ new Set([`pr/${image.repository}`, `pr/${name}`])) if (await quarantine.findManifest(repository, image.digest) !== void 0) return repository;
}
function fromPullRequest(image, repository) {
	return new UserError("PROMOTION_FROM_PULL_REQUEST", {
		subject: formatImageReference(image),
		reason: `it stands in "${repository}"`
	});
}

// actions/promote-image/src/live.ts
/** Refuses a digest that was taken out of use; throws PROMOTION_REVOKED. */
async function assertNotRevoked({ shelf, target }) {
	const revocation = await findRecord(shelf, "revocation", target.digest);
	if (revocation === void 0) return;
	const { reason, ticket } = revocation.record;
	throw new UserError("PROMOTION_REVOKED", {
		subject: formatImageReference(target),
		reason: `${reason} (${ticket})`
	});
}
/** The tags that are not set yet; one that belongs to another digest throws PROMOTION_TAG_TAKEN. */
async function findFreeTags({ shelf, target, tags }) {
	const free = [];
	for (const tag of tags) {
		const digest = await findTagDigest(shelf, tag);
		if (digest !== void 0 && digest !== target.digest) throw tagTaken(target, tag, digest);
		if (digest === void 0) free.push(tag);
	}
	return free;
}
/** Holds every manifest of live against quarantine's, byte for byte; throws PROMOTION_* codes. */
function compareWithSource({ source, target }, live) {
	for (const expected of listManifests(source.artifact)) {
		const actual = live.get(expected.digest);
		const subject = formatImageReference({
			...target,
			digest: expected.digest
		});
		if (actual === void 0) throw differs("PROMOTION_IMPORT_INCOMPLETE", subject, "it is not there");
		if (Buffer.compare(actual.bytes, expected.bytes) !== 0) throw differs("PROMOTION_MANIFEST_DIFFERS", subject, "its bytes differ");
		if (actual.mediaType !== expected.mediaType) throw differs("PROMOTION_MANIFEST_DIFFERS", subject, `it is ${actual.mediaType}, not ${expected.mediaType}`);
	}
}
/** Locks tags and manifests. A tag that another promotion has moved meanwhile throws PROMOTION_TAG_TAKEN. */
async function lockImage({ source, target, tags, shelf }) {
	for (const tag of tags) {
		const digest = await lockTag(shelf, tag, target.digest);
		if (digest !== target.digest) throw tagTaken(target, tag, digest);
	}
	for (const { digest } of listManifests(source.artifact)) await lockManifest(shelf, digest);
}
/** Fails when live is not what the completion states: content, tags and locks; throws PROMOTION_LIVE_DIFFERS. */
async function assertStillLive(passage, completion) {
	const { client, repository } = passage.shelf;
	compareWithSource(passage, await readManifests(passage));
	for (const tag of completion.tags) {
		const found = await client.findTag(repository, tag);
		if (!(found?.digest === passage.target.digest && isLocked(found.attributes))) throw liveDiffers(passage, `the tag ${tag} is gone, moved or unlocked`);
	}
	for (const digest of completion.manifests) {
		const found = await client.findManifestProperties(repository, digest);
		if (!(found !== void 0 && isLocked(found.attributes))) throw liveDiffers(passage, `the manifest ${digest} is gone or unlocked`);
	}
}
/** Fails when the registry does not list a record among the image's referrers; throws PROMOTION_REFERRER_MISSING. */
async function assertListed({ shelf, target }, manifestDigest) {
	if ((await shelf.client.listReferrers(shelf.repository, target.digest)).some(({ digest }) => digest === manifestDigest)) return;
	throw differs("PROMOTION_REFERRER_MISSING", formatImageReference(target), `${manifestDigest} is not listed`);
}
/** Every manifest of the image that live has, up to the first that is absent. */
async function readManifests({ source, shelf }) {
	const seen = /* @__PURE__ */ new Map();
	for (const { digest } of listManifests(source.artifact)) {
		const manifest = await shelf.client.findManifest(shelf.repository, digest);
		if (manifest === void 0) break;
		seen.set(digest, manifest);
	}
	return seen;
}
async function findTagDigest({ client, repository }, tag) {
	return (await client.findTag(repository, tag))?.digest ?? client.findDigest(repository, tag);
}
function tagTaken(target, tag, digest) {
	return new UserError("PROMOTION_TAG_TAKEN", {
		subject: `${target.registry}/${target.repository}:${tag}`,
		reason: `it points at ${digest}, not at ${target.digest}`
	});
}
function liveDiffers({ target }, reason) {
	return differs("PROMOTION_LIVE_DIFFERS", formatImageReference(target), reason);
}
function differs(code, subject, reason) {
	return new ExternalError(code, {
		subject,
		reason,
		system: "Azure Container Registry",
		operation: "read back"
	});
}

// actions/promote-image/src/import.ts
/** Imports what live lacks, by digest and without ever overwriting a tag. */
async function importMissing(passage, registries, deps) {
	const { source, shelf } = passage;
	let seen = /* @__PURE__ */ new Map();
	return {
		result: await transfer({
			readMissing: async () => {
				const tags = await findFreeTags(passage);
				seen = await readManifests(passage);
				return {
					tags,
					isContentMissing: seen.size < listManifests(source.artifact).length
				};
			},
			start: (tags) => {
				const { repository, digest } = source.image;
				const from = {
					kind: "registry",
					resourceId: registries.quarantineAccount.id,
					repository,
					digest
				};
				return registries.importer.importImage({
					source: from,
					repository: shelf.repository,
					tags
				}, deps.signal);
			},
			sleep: (ms) => deps.clock.sleep(ms, deps.signal)
		}),
		seen
	};
}

// actions/promote-image/src/plan.ts
/** Where the image goes in live. */
function buildTarget(inputs, source, registry) {
	return {
		registry,
		repository: inputs.repository ?? source.repository,
		digest: source.digest
	};
}
/** What this run would record: one canonical form, so that equal wishes are equal records. */
function buildFacts(images, inputs, job, decisions) {
	const { repository, runId, runAttempt, workflowRef, actor, triggeringActor } = job;
	return {
		...images,
		tags: [...new Set(inputs.tags)].sort(),
		commit: decisions.approval.commit,
		run: {
			repository,
			id: runId,
			attempt: runAttempt,
			workflow: workflowRef,
			actor,
			triggeringActor
		},
		environment: inputs.environment,
		approvers: decisions.approval.approvers,
		verdict: decisions.verdict
	};
}
/** Refuses to adopt a record that promises something else than what was asked; throws PROMOTION_RECORD_CONFLICT. */
function assertCovers(record, asked) {
	const reason = findConflict(record, asked);
	if (reason === void 0) return;
	throw new UserError("PROMOTION_RECORD_CONFLICT", {
		subject: formatImageReference(asked.target),
		reason: `its ${record.kind} record of run ${record.run.id} ${reason}`
	});
}
function findConflict(record, asked) {
	const source = formatImageReference(record.source);
	if (source !== formatImageReference(asked.source)) return `has the source ${source}`;
	const lacking = asked.tags.filter((tag) => !record.tags.includes(tag));
	if (lacking.length > 0) return `has no tag ${lacking.join(", ")}`;
	const extra = record.kind === "intent" ? record.tags.filter((tag) => !asked.tags.includes(tag)) : [];
	return extra.length === 0 ? void 0 : `has the tag ${extra.join(", ")} too`;
}

// actions/promote-image/src/main.ts
/**
* Carries one digest from quarantine to live: resolve, verdict, approval, intent, import, compare, attach, lock,
* completion. Every step looks before it acts, so a run that was killed anywhere is finished by the next one.
*/
async function run(inputs, deps, log) {
	const phase = createPhases(deps, log);
	const registries = await openRegistries(inputs, deps);
	const { quarantine, live } = registries;
	const source = await phase("Resolve the image in quarantine", () => resolveSource(inputs.image, quarantine));
	const verdict = await phase("Verify the verdict", () => verifyVerdict(inputs, deps, source, log));
	const target = buildTarget(inputs, source.image, live.registry);
	const shelf = {
		client: live,
		repository: target.repository
	};
	const approval = await phase("Verify the approval", () => verifyApproval(inputs, deps, shelf, log));
	const asked = buildFacts({
		source: source.image,
		target
	}, inputs, deps.job, {
		approval,
		verdict
	});
	const passage = {
		source,
		target,
		tags: asked.tags,
		shelf
	};
	await phase("Check what live has", () => assertNotRevoked(passage));
	const done = await findRecord(shelf, "promotion", target.digest);
	if (done !== void 0) return confirm({
		passage,
		asked,
		done
	}, log);
	await findFreeTags(passage);
	const intent = await phase("Write the intent", () => announce({
		passage,
		asked
	}, deps, log));
	const promised = {
		...passage,
		tags: intent.record.tags
	};
	const seen = await phase("Import by digest", () => bring(promised, registries, deps, log));
	await phase("Compare every manifest", async () => compareWithSource(promised, seen));
	await phase("Verify the attached records", () => assertListed(promised, intent.manifestDigest));
	await phase("Lock manifests and tags", () => lockImage(promised));
	const completion = await phase("Write the completion", () => complete({
		passage: promised,
		asked,
		intent
	}, deps));
	await phase("Look at every lock again", () => lockImage(promised));
	log.info(`Promoted ${formatImageReference(target)}`);
	return buildOutputs(completion, "promoted");
}
function createPhases({ signal }, log) {
	return (title, work) => {
		signal.throwIfAborted();
		return log.group(title, work);
	};
}
async function openRegistries(inputs, deps) {
	const importer = deps.management(inputs.liveRegistry.id);
	const quarantineAccount = await deps.management(inputs.quarantineRegistry.id).readAccount();
	const liveAccount = await importer.readAccount();
	return {
		quarantineAccount,
		quarantine: deps.registry(quarantineAccount.loginServer),
		live: deps.registry(liveAccount.loginServer),
		importer
	};
}
async function confirm({ passage, asked, done }, log) {
	assertCovers(done.record, asked);
	await log.group("Verify that live is what was promoted", async () => {
		await ensureRecord(passage.shelf, "promotion", done.record, describeRoot(passage.source));
		await assertStillLive(passage, done.record);
	});
	log.info(`Promoted before, by run ${done.record.run.id}: ${formatImageReference(passage.target)}`);
	return buildOutputs(done, "present");
}
async function announce({ passage, asked }, deps, log) {
	const wanted = {
		kind: "intent",
		...asked,
		observedAt: formatTime(deps.clock.now())
	};
	const intent = await ensureRecord(passage.shelf, "intent", wanted, describeRoot(passage.source));
	assertCovers(intent.record, asked);
	const { id, attempt } = intent.record.run;
	log.info(`Intent ${intent.digest} of run ${id}, attempt ${attempt}`);
	return intent;
}
async function bring(passage, registries, deps, log) {
	const { result, seen } = await importMissing(passage, registries, deps);
	log.info(result === "present" ? "Live has everything already" : `Imported ${passage.target.digest}`);
	return seen;
}
async function complete({ passage, asked, intent }, deps) {
	await assertNotRevoked(passage);
	const wanted = {
		kind: "promotion",
		...asked,
		tags: intent.record.tags,
		intent: intent.digest,
		manifests: listManifests(passage.source.artifact).map(({ digest }) => digest),
		completedAt: formatTime(deps.clock.now())
	};
	const completion = await ensureRecord(passage.shelf, "promotion", wanted, describeRoot(passage.source));
	assertCovers(completion.record, asked);
	await assertListed(passage, completion.manifestDigest);
	return completion;
}
function buildOutputs({ record, digest }, status) {
	return {
		image: formatImageReference(record.target),
		digest: record.target.digest,
		promotionDigest: digest,
		intentDigest: record.intent,
		approvers: record.approvers.map(({ login }) => login).join(", "),
		status
	};
}

// actions/promote-image/src/summary.ts
/** The promotion page: what went live, who let it, what proves it, and how to back out. */
function renderSummary(outputs, inputs) {
	const title = outputs.status === "present" ? "Promoted before, nothing changed" : "Promoted to live";
	const verdict = inputs.verdict === "none" ? "**none** — promoted without a verdict of the gate" : "passed";
	return `### ${title}\n\n| | |\n| --- | --- |\n${[
		["Image", renderCode(outputs.image)],
		["Tags asked for", inputs.tags.length === 0 ? "none" : inputs.tags.map(renderCode).join(" ")],
		["Source", renderCode(`${inputs.image.repository}@${inputs.image.digest}`)],
		["Approved by", outputs.approvers.split(", ").map(renderCode).join(" ")],
		["Verdict", verdict],
		["Intent record", renderCode(outputs.intentDigest)],
		["Completion record", renderCode(outputs.promotionDigest)]
	].map(([name, value]) => `| ${name} | ${value} |`).join("\n")}\n\n${renderBackOut(outputs)}\n`;
}
function renderBackOut({ image }) {
	return ["**Back out:** deploy the digest that ran before; manifests, tags and records of it are still locked in live.", `To take this digest out of use, run \`revoke-image\` with ${renderCode(image)}.`].join(" ");
}

// actions/promote-image/src/index.ts
await runAction({
	name: "promote-image",
	description,
	inputs,
	outputs,
	check,
	createDeps,
	run,
	renderSummary
});

export {  };