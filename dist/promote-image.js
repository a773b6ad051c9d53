import { InputProblem, defineInputs, defineOutputs, jobToken, list, runAction, text } from "./lib/action.js";
import { keyIdNotation, openAzure, openGithub } from "./lib/session.js";
import { computeDigest, digestHex, formatImageReference, parseDigest, parseTag, registryIdNotation, repositoryNotation } from "./lib/domain/image.js";
import { assertTagUnmoved, ensureApproval, ensureRecord, findLatestCompletion, findRecord, findRunning, isLocked, isPullRequestFolder, isRecordTag, lockManifest, lockTag, pinRequested, requestedImageNotation, requireVerdict } from "./lib/domain/promotion.js";
import { databaseNotation, defaultDatabase } from "./lib/domain/scanning.js";
import { allowedTrivyNotation, examine, fetchDatabase, openScanner, testScanner } from "./lib/tools/trivy.js";
import { ExternalError, UserError } from "./lib/base/errors.js";
import { formatTime, renderCode } from "./lib/base.js";
import { assertApproved, assertDifferentPeople, decideApproval } from "./lib/domain/approval.js";
import { gatherEvidence, listPlatforms, readStatements, source, summariseInputs } from "./lib/domain/evidence.js";
import { transfer } from "./lib/domain/transfer.js";
import { collectArtifact } from "./lib/domain/artifact.js";
import { ensureAttachments, listAttachments, sortStatements } from "./lib/domain/attachment.js";
import { statementKinds } from "./lib/domain/statement.js";
import { openRuleSource, readRules } from "./lib/domain/rules.js";
import { decide } from "./lib/domain/gate.js";
import { renderCanonical, renderReason as renderReason$1 } from "./lib/domain/report.js";
import { delimiter, dirname, join } from "node:path";
import { mkdir, writeFile } from "node:fs/promises";

// actions/promote-image/src/deps.ts
/** The real systems; SDKs are loaded with the first request. */
function createDeps(inputs, context) {
	const azure = openAzure(context, {
		tenantId: inputs.tenantId,
		clientId: inputs.clientId
	});
	const { clock, job, signal, exec, tempFolder } = context;
	return {
		clock,
		job,
		signal,
		exec,
		tempFolder,
		jobFolder: dirname(tempFolder),
		searchPath: (context.toolEnv["PATH"] ?? "").split(delimiter).filter((folder) => folder !== ""),
		github: openGithub(context, inputs.githubToken.reveal()),
		keyVault: azure.keyVault(),
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
		...registryIdNotation
	}),
	"live-registry": text({
		description: "ARM resource id of the registry that the image goes to.",
		required: true,
		...registryIdNotation
	}),
	image: text({
		description: "The image in quarantine as `repository[:tag]@sha256:…`; the host may stand before it. A tag that no longer points at the digest stops the promotion.",
		required: true,
		...requestedImageNotation
	}),
	repository: text({
		description: "Repository in live; the same as in quarantine when absent.",
		...repositoryNotation
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
	"first-environment": text({ description: "A protected environment that the run was approved for before, by another person than the one who approved `environment`; for emergencies, which need two. A waiver that such a promotion stands on may live at most 24 hours." }),
	"page-digest": text({
		description: "Digest of the promotion page that the approver was shown, written by the job before the environment; recorded with the approval.",
		form: "`sha256:` and 64 hex digits",
		parse: parseDigest
	}),
	"signing-key": text({
		description: "Identifier of the promotion key in Key Vault; all records in live are signed with it.",
		required: true,
		...keyIdNotation
	}),
	"trivy-allowed": list({
		description: "The programs that may scan again: `<version> <sha256>`, one a line. Trivy is never downloaded, and no other program is started.",
		required: true,
		...allowedTrivyNotation
	}),
	"trivy-path": text({
		description: "File of Trivy on the runner; the first `trivy` of the PATH when absent.",
		form: "an absolute path"
	}),
	database: text({
		description: "Trivy’s vulnerability database in quarantine, as it is at the moment of the promotion.",
		default: defaultDatabase,
		...databaseNotation
	}),
	"github-token": jobToken({ description: "Token of this job with `actions: read`, `contents: read` and `pull-requests: read`, to verify the approval." }),
	"baseline-commit": text({
		description: "Full id of a commit whose history was reviewed otherwise; used only while nothing of this repository was promoted yet.",
		form: "a full commit id (40 hex digits)",
		parse: parseCommit
	})
});
/** Inputs of earlier versions. */
const retired = { verdict: "is gone: the signed verdict of `gate-image` is always asked for — leave it out" };
/** The outputs of promote-image. */
const outputs = defineOutputs({
	image: { description: "The image in live, pinned: `registry/repository@sha256:…`." },
	digest: { description: "Digest of the image." },
	"promotion-digest": { description: "Payload digest of the completion record." },
	"intent-digest": { description: "Payload digest of the intent record." },
	"verdict-digest": { description: "Payload digest of the verdict that the completion record names." },
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
/** The range and the commits that the image was built at: one may be older, and left out when it was passed over. */
async function addBuilt(range, built, github) {
	const known = new Set(range.commits.map(({ sha }) => sha));
	const older = [];
	for (const sha of built.filter((each) => !known.has(each))) older.push(...await readWithMerged(github, sha));
	return {
		...range,
		commits: [...range.commits, ...older]
	};
}
/** Every commit since `base` when the head descends from it, else the whole history up to a bound. */
async function readRange(github, head, base) {
	const compared = base === void 0 ? void 0 : await github.compare(base, head);
	if (base !== void 0 && compared?.status === "ahead") return {
		commits: compared.commits,
		isComplete: true,
		origin: base
	};
	if (base !== void 0 && compared?.status === "identical") return {
		commits: await readWithMerged(github, head),
		isComplete: true,
		origin: base
	};
	return {
		...await github.listCommits(head, 250),
		origin: "the first commit"
	};
}
async function readWithMerged(github, sha) {
	const { commits } = await github.listCommits(sha, 1);
	const [first, ...others] = commits.flatMap(({ parents }) => parents);
	if (first === void 0 || others.length === 0) return commits;
	return (await github.compare(first, sha)).commits;
}

// actions/promote-image/src/approval.ts
const lookUpsAtOnce = 8;
/** Verifies that the environment protects, and that somebody without a part approved this run; throws APPROVAL_* codes. */
async function verifyApproval(inputs, deps, { shelf, branch, built }, log) {
	const { github, job } = deps;
	const run = await github.readRun(job.runId);
	assertSameCommit(run, job.sha);
	const base = (await findLatestCompletion(shelf, ({ run: { repository } }) => repository === job.repository))?.record.commit ?? inputs.baselineCommit;
	const passedOver = built.filter((sha) => sha !== base);
	const range = await addBuilt(await readRange(github, run.headSha, base), passedOver, github);
	log.info(`Examined ${range.commits.length} commits since ${range.origin}`);
	const pullRequests = await readPullRequests(github, range.commits.map(({ sha }) => sha));
	const flattened = await readFlattened(github, range.commits, pullRequests);
	const approvers = (await judgeEnvironments(inputs, github, {
		branch,
		reviews: await github.listApprovals(job.runId),
		attempts: await readAttempts(github, run),
		commits: [...range.commits, ...flattened.commits],
		isRangeComplete: range.isComplete && flattened.isComplete,
		pullRequests
	})).map(({ id, login }) => ({
		id,
		login
	}));
	log.info(`Approved by ${approvers.map(({ login }) => login).join(", ")}`);
	return {
		approvers,
		commit: run.headSha,
		observedAt: formatTime(deps.clock.now())
	};
}
async function judgeEnvironments({ environment, firstEnvironment }, github, facts) {
	const judge = async (environmentName) => {
		const settings = await github.findEnvironment(environmentName);
		return assertApproved(decideApproval({
			...facts,
			environmentName,
			environment: settings
		}));
	};
	if (firstEnvironment === void 0) return judge(environment);
	const first = await judge(firstEnvironment);
	const second = await judge(environment);
	assertDifferentPeople(first, second);
	return [...first, ...second];
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

// actions/promote-image/src/built.ts
/**
* The commits of this repository that the image was built at, or its import ordered at, as signed. None where no
* statement holds: then the decision refuses.
*/
async function readBuiltCommits({ image }, { deps, registries, rules }) {
	const place = {
		client: registries.quarantine,
		repository: image.repository
	};
	const trust = {
		keys: rules.keys,
		now: deps.clock.now()
	};
	const { verified } = await readStatements(place, image.digest, ["provenance", "import"], trust);
	const { serverUrl, repository } = deps.job;
	const here = verified.filter((statement) => findRepository(statement) === `${serverUrl}/${repository}`);
	return [...new Set(here.map(({ predicate }) => predicate.commit))];
	function findRepository({ predicate }) {
		return "repository" in predicate ? predicate.repository : `${serverUrl}/${predicate.run.repository}`;
	}
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
/** Fails when the registry does not list records among the image's referrers; throws PROMOTION_REFERRER_MISSING. */
async function assertListed({ shelf, target }, manifestDigests) {
	const referrers = await shelf.client.listReferrers(shelf.repository, target.digest);
	const missing = manifestDigests.find((wanted) => referrers.every(({ digest }) => digest !== wanted));
	if (missing === void 0) return;
	throw differs("PROMOTION_REFERRER_MISSING", formatImageReference(target), `${missing} is not listed`);
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
/** What the inputs ask for. */
function buildWish(inputs, source, registry) {
	return {
		source,
		target: {
			registry,
			repository: inputs.repository ?? source.repository,
			digest: source.digest
		},
		tags: [...new Set(inputs.tags)].sort()
	};
}
/** What this run would record: one canonical form, so that equal wishes are equal records. */
function buildFacts({ source, target, tags }, { approval, verdict }, { inputs, deps, rules }) {
	const { repository, runId, runAttempt, workflowRef, actor, triggeringActor } = deps.job;
	return {
		source: source.image,
		target,
		tags,
		commit: approval.commit,
		run: {
			repository,
			id: runId,
			attempt: runAttempt,
			workflow: workflowRef,
			actor,
			triggeringActor
		},
		environment: inputs.environment,
		approvers: approval.approvers,
		verdict,
		rulesCommit: rules.commit
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

// actions/promote-image/src/proofs.ts
/**
* Reads the statements that a verdict names, from every platform. Throws PROMOTION_VERDICT_INCOMPLETE where it names
* none, PROMOTION_SBOM_MISSING and PROMOTION_SCAN_MISSING where what it names does not hang on the platform or verify.
*/
async function readPlatformProofs({ image, artifact }, verdict, { client, trust }) {
	const proofs = [];
	for (const platform of listPlatforms(artifact)) {
		const { manifest, platform: name } = platform;
		const subject = formatImageReference({
			...image,
			digest: manifest.digest
		});
		const attachments = await listAttachments({
			client,
			repository: image.repository
		}, manifest.digest);
		const place = {
			attachments,
			subject,
			image: manifest.digest,
			verdict,
			name
		};
		const sbom = requireNamed("sbom", "PROMOTION_SBOM_MISSING", place, trust);
		const scan = requireNamed("vulnerabilities", "PROMOTION_SCAN_MISSING", place, trust);
		const found = [{
			statement: sbom,
			name: `sbom ${name}`
		}, {
			statement: scan,
			name: `vulnerabilities ${name}`
		}];
		proofs.push({
			platform,
			sbom,
			...toProof(manifest, attachments, found)
		});
	}
	return proofs;
}
/** Statements that were verified, with the bundles they came in. */
function toProof(subject, attachments, found) {
	const byDigest = new Map(attachments.map(({ manifestDigest, bundle }) => [manifestDigest, bundle]));
	return {
		subject,
		bundles: found.flatMap(({ statement: { kind, manifestDigest } }) => {
			const bundle = byDigest.get(manifestDigest);
			const { predicateType } = statementKinds[kind];
			return bundle?.ok === true ? [{
				bundle: bundle.value,
				predicateType
			}] : [];
		}),
		inputs: found.map(({ statement, name }) => ({
			name,
			digest: statement.payloadDigest
		}))
	};
}
/** Copies statements to live, as they are signed, and locks them; throws STATEMENT_NOT_LISTED, PROMOTION_LOCK_FAILED. */
async function copyProofs(proofs, shelf) {
	for (const { subject, bundles } of proofs) {
		const digests = await ensureAttachments(shelf, subject, bundles);
		for (const digest of digests) await lockManifest(shelf, digest);
	}
}
function requireNamed(kind, code, { attachments, subject, image, verdict, name }, trust) {
	const named = verdict.predicate.inputs.filter((input) => input.name === `${kind} ${name}`);
	if (named.length === 0) {
		const reason = `the verdict names no ${kind} ${name}`;
		throw new UserError("PROMOTION_VERDICT_INCOMPLETE", {
			subject,
			reason
		});
	}
	const { verified, refused } = sortStatements(attachments, {
		...trust,
		kinds: [kind],
		subject: image
	});
	const found = verified.find(({ payloadDigest }) => named.some(({ digest }) => digest === payloadDigest));
	if (found !== void 0) return found;
	const reasons = refused.map((each) => `${each.manifestDigest}: ${each.code}: ${each.reason}`);
	const wanted = named.map(({ digest }) => digest).join(" or ");
	throw new UserError(code, {
		subject,
		reason: [`none is ${wanted}`, ...reasons].join("; ")
	});
}

// actions/promote-image/src/carry.ts
/** Announces, imports, compares, attaches, locks and completes. */
async function carry(passage, grounds, desk) {
	const { phase } = desk;
	const asked = buildFacts(passage, grounds, desk);
	const intent = await phase("Write the intent", () => announce(passage, asked, desk));
	const promised = {
		...passage,
		tags: intent.record.tags
	};
	const seen = await phase("Import by digest", () => bring(promised, desk));
	await phase("Compare every manifest", async () => compareWithSource(promised, seen));
	const approval = await phase("Attach the statements", async () => {
		await copyProofs(grounds.proofs, promised.shelf);
		return attachApproval(promised, grounds.approval, desk);
	});
	await phase("Verify the attached records", () => assertListed(promised, [intent.manifestDigest, approval.manifestDigest]));
	await phase("Lock manifests and tags", () => lockImage(promised));
	const step = {
		intent,
		approval,
		inputs: grounds.inputs
	};
	const completion = await phase("Write the completion", () => complete(promised, asked, step, desk));
	await phase("Look at every lock again", () => lockImage(promised));
	return completion;
}
/** Finds that live is what a completion states; throws PROMOTION_LIVE_DIFFERS. */
async function confirm(passage, done, { log }) {
	const { source, target, tags } = passage;
	assertCovers(done.record, {
		source: source.image,
		target,
		tags
	});
	await log.group("Verify that live is what was promoted", async () => {
		await ensureRecord(passage.shelf, "promotion", done.record, describeRoot(source));
		await assertStillLive(passage, done.record);
	});
	log.info(`Promoted before, by run ${done.record.run.id}: ${formatImageReference(target)}`);
	return done;
}
async function announce(passage, asked, { deps, log }) {
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
async function bring(passage, { registries, deps, log }) {
	const { result, seen } = await importMissing(passage, registries, deps);
	log.info(result === "present" ? "Live has everything already" : `Imported ${passage.target.digest}`);
	return seen;
}
async function attachApproval({ shelf, source, target }, { approvers, observedAt }, { inputs, deps }) {
	const { environment, pageDigest } = inputs;
	const { repository, runId: id, runAttempt: attempt } = deps.job;
	const wanted = {
		environment,
		approvers,
		run: {
			repository,
			id,
			attempt
		},
		observedAt,
		...pageDigest === void 0 ? {} : { pageDigest }
	};
	const stored = await ensureApproval(shelf, wanted, describeRoot(source));
	if (stored.record.pageDigest === pageDigest) return stored;
	throw new UserError("PROMOTION_RECORD_CONFLICT", {
		subject: formatImageReference(target),
		reason: `its approval of run ${id}, attempt ${attempt}, is for the page ${stored.record.pageDigest ?? "none"}`
	});
}
async function complete(passage, asked, { intent, approval, inputs }, { deps }) {
	await assertNotRevoked(passage);
	const wanted = {
		kind: "promotion",
		...asked,
		tags: intent.record.tags,
		intent: intent.digest,
		approval: approval.digest,
		inputs: [...inputs, {
			name: "approval",
			digest: approval.digest
		}],
		manifests: listManifests(passage.source.artifact).map(({ digest }) => digest),
		completedAt: formatTime(deps.clock.now())
	};
	const completion = await ensureRecord(passage.shelf, "promotion", wanted, describeRoot(passage.source));
	assertCovers(completion.record, asked);
	await assertListed(passage, [completion.manifestDigest]);
	return completion;
}

// actions/promote-image/src/memory.ts
const maxKeptBytes = 1048576;
/**
* The same registry, which asks no question twice: content is named by its digest, and the statements of an image are
* those that hung on it when the promotion first looked. Large blobs are not kept.
*/
function rememberReads(client) {
	const manifests = createMemory();
	const referrers = createMemory();
	const blobs = createMemory();
	return {
		...client,
		findManifest: (repository, digest) => manifests.ask([repository, digest], () => client.findManifest(repository, digest)),
		listReferrers: (repository, subject, type) => referrers.ask([
			repository,
			subject,
			type ?? ""
		], () => client.listReferrers(repository, subject, type)),
		findBlob: async (repository, digest, maxBytes) => {
			const key = [
				repository,
				digest,
				`${maxBytes}`
			];
			const bytes = await blobs.ask(key, () => client.findBlob(repository, digest, maxBytes));
			if ((bytes?.length ?? 0) > maxKeptBytes) blobs.forget(key);
			return bytes;
		}
	};
}
/** The same registry, whose tags are listed once, as far as anybody ever wanted to see. */
function rememberTags(client) {
	const lists = /* @__PURE__ */ new Map();
	return {
		...client,
		async *listTags(repository) {
			const rest = client.listTags(repository)[Symbol.asyncIterator]();
			const list = lists.get(repository) ?? {
				seen: [],
				rest
			};
			lists.set(repository, list);
			yield* list.seen;
			for (let next = await list.rest.next(); next.done !== true; next = await list.rest.next()) {
				list.seen.push(next.value);
				yield next.value;
			}
		}
	};
}
function createMemory() {
	const kept = /* @__PURE__ */ new Map();
	const forget = (key) => void kept.delete(key.join(" "));
	return {
		forget,
		ask(key, find) {
			const found = kept.get(key.join(" "));
			if (found !== void 0) return found;
			const answer = find();
			kept.set(key.join(" "), answer);
			answer.catch(() => forget(key));
			return answer;
		}
	};
}

// actions/promote-image/src/desk.ts
/** A cancelled job begins no further phase; what it leaves is finished by the next run. */
function createPhases({ signal }, log) {
	return (title, work) => {
		signal.throwIfAborted();
		return log.group(title, work);
	};
}
/** Opens both registries under the login servers that ARM answers. */
async function openRegistries(inputs, deps) {
	const importer = deps.management(inputs.liveRegistry.id);
	const quarantineAccount = await deps.management(inputs.quarantineRegistry.id).readAccount();
	const liveAccount = await importer.readAccount();
	return {
		quarantineAccount,
		quarantine: rememberReads(deps.registry(quarantineAccount.loginServer)),
		live: deps.registry(liveAccount.loginServer),
		importer
	};
}
/** Policy, VEX and trusted keys, all from one commit of the protected branch. */
async function openRules({ github }, log) {
	const rules = await readRules(await openRuleSource(github));
	log.info(`Rules of ${rules.branch} at ${rules.commit}, keys: ${rules.keys.size}`);
	return rules;
}
/** The same repository as it was before this promotion changed it: nothing of it is asked for twice. */
function openPast(shelf) {
	return {
		...shelf,
		client: rememberTags(rememberReads(shelf.client))
	};
}
/** The repository in live: its records count by the rules' keys, new ones are signed when the first is due. */
function openShelf({ inputs, deps, registries, rules }, repository) {
	let signer;
	return {
		client: registries.live,
		repository,
		keys: rules.keys,
		now: () => deps.clock.now(),
		openSigner: () => signer ??= deps.keyVault.openSigner(inputs.signingKey)
	};
}

// actions/promote-image/src/decision.ts
/** Decides for production on everything as it is now; throws PROMOTION_* codes unless the image passes. */
async function decideNow(request, { ports, log, isBreakGlass }) {
	const { facts } = await gatherEvidence(request, ports);
	const decision = decide(request.rules.policy, facts, request.now, { isBreakGlass });
	const { findings, waived, vex, grace } = decision.counts;
	log.info(`${decision.outcome}: ${findings} findings, ${waived} waived, ${vex} by VEX, ${grace} in grace`);
	for (const note of decision.notes) log.info(`${note.rule}: ${note.subject}: ${note.detail}`);
	if (decision.outcome === "pass") return {
		decision,
		facts
	};
	throw refuse$1(decision, formatImageReference(request.image));
}
const shownReasons = 10;
function refuse$1(decision, subject) {
	const { reasons } = decision;
	const shown = reasons.slice(0, shownReasons).map(renderReason);
	const rest = reasons.length > shownReasons ? [`and ${reasons.length - shownReasons} more`] : [];
	return new UserError(chooseCode(decision), {
		subject,
		reason: [...shown, ...rest].join("; ")
	});
}
function chooseCode({ outcome, reasons }) {
	if (reasons.some(({ rule }) => rule === "waiver-unapproved")) return "PROMOTION_WAIVER_UNAPPROVED";
	if (reasons.some(({ rule }) => rule === "waiver-too-long")) return "PROMOTION_WAIVER_TOO_LONG";
	if (reasons.some(({ outcome: each, rule }) => each === "fail" && rule !== "provenance-builder")) return "PROMOTION_DECISION_FAILED";
	if (reasons.some(isAboutProvenance)) return "PROMOTION_PROVENANCE_MISSING";
	return outcome === "fail" ? "PROMOTION_DECISION_FAILED" : "PROMOTION_DECISION_INDETERMINATE";
}
function isAboutProvenance({ rule, subject }) {
	return rule === "fact-missing" && subject === "provenance" || rule === "provenance-builder" || rule === "provenance-subject";
}
function renderReason({ rule, subject, detail, clears }) {
	return `${rule}: ${subject}: ${detail}; ${clears}`;
}

// actions/promote-image/src/rescan.ts
const timeoutMs = 9e5;
/** Scans the signed SBOM of every platform with the database that quarantine holds now. Throws SCAN_* codes. */
async function scanAgain(proofs, quarantine, { inputs, deps, log }) {
	const scanner = await openScanner(inputs, deps);
	log.info(`trivy ${scanner.version} sha256:${scanner.sha256}`);
	const database = await fetchDatabase(inputs.database, quarantine, join(deps.tempFolder, "cache"));
	const updatedAt = formatTime(database.updatedAt);
	log.info(`Database of ${updatedAt}: ${formatImageReference(database.image)}`);
	const doubts = await testScanner(scanner, database, deps);
	const reports = [];
	for (const proof of proofs) reports.push(await scanSbom(proof, {
		scanner,
		database
	}, deps));
	const finishedAt = formatTime(deps.clock.now());
	const { version, sha256 } = scanner;
	const tested = {
		scanner: {
			version,
			sha256
		},
		database: database.image.digest,
		reasons: doubts
	};
	return {
		reports,
		database: source("database", "database", {
			digest: database.image.digest,
			value: database.updatedAt
		}),
		scannedAt: source("scan-time", "scan-time", {
			digest: computeDigest(finishedAt),
			value: Date.parse(finishedAt)
		}),
		selfTest: source("self-test", "self-test", {
			digest: computeDigest(renderCanonical(tested)),
			value: { passed: doubts.length === 0 }
		})
	};
}
async function scanSbom({ platform, sbom }, { scanner, database }, { tempFolder }) {
	const { digest } = platform.manifest;
	const folder = join(tempFolder, "sboms");
	await mkdir(folder, { recursive: true });
	const path = join(folder, `${digestHex(digest)}.json`);
	const reportFile = join(folder, `${digestHex(digest)}.report.json`);
	await writeFile(path, JSON.stringify(sbom.predicate.document), { mode: 384 });
	const name = platform.platform;
	const order = {
		subject: name,
		name,
		timeoutMs,
		reportFile,
		cacheFolder: database.cacheFolder
	};
	const target = {
		kind: "sbom",
		path,
		imageId: platform.config
	};
	const { text, reasons } = await examine({
		...order,
		target,
		scanners: ["vuln"]
	}, scanner);
	return {
		name,
		text: text ?? "",
		manifest: digest,
		doubts: reasons.map(renderReason$1)
	};
}

// actions/promote-image/src/verdict.ts
/** The verdict that lets the image through, by today's policy; throws PROMOTION_VERDICT_* and STATEMENT_* codes. */
function verifyVerdict(image, attachments, rules, now) {
	const { freshness } = findProduction(rules);
	const policyDigest = computeDigest(rules.policyFile.text);
	return requireVerdict(attachments, {
		image,
		policyDigest,
		now,
		keys: rules.keys,
		maxAgeMs: freshness.scan
	});
}
/** What is recorded of a verdict. */
function toRecorded({ predicate, payloadDigest }) {
	const { policy, verifiedAt } = predicate;
	return {
		policyDigest: policy.digest,
		statementDigest: payloadDigest,
		issuedAt: verifiedAt
	};
}
/** The rules for production; throws PROMOTION_DECISION_INDETERMINATE where the policy has none that can be used. */
function findProduction({ policy, policyFile, commit }) {
	const found = policy.ok ? policy.policy.environments.production : void 0;
	if (found !== void 0) return found;
	const problems = policy.ok ? [] : policy.problems;
	const reason = problems.length === 0 ? "it has no rules for `production`" : problems.map(({ code, place, detail }) => `${place.file}:${place.line}: ${code}: ${detail}`).join("; ");
	throw refuse("PROMOTION_DECISION_INDETERMINATE", `${policyFile.name} at ${commit}`, reason);
}
/**
* Holds a verdict's list of inputs against what a decision on today's facts would stand on: nothing may lack, and what
* does not change from one scan to the next must be the same. Throws PROMOTION_VERDICT_INCOMPLETE.
*/
function checkInputs({ predicate }, check) {
	const { image, rules, facts, now } = check;
	const environment = predicate.environment ?? "quarantine";
	const subject = formatImageReference(image);
	if (!decidingEnvironments.includes(environment)) throw incomplete(subject, [`it was decided by the rules for "${environment}"`]);
	const faults = findFaults(summariseInputs(decide(rules.policy, {
		...facts,
		environment
	}, now)), predicate.inputs);
	if (faults.length > 0) throw incomplete(subject, faults);
}
const decidingEnvironments = ["quarantine", "production"];
/** Kinds of inputs that are the same now as they were for the verdict, unless somebody changed them since. */
const lastingKinds = /^(?:policy|provenance|subject|vex)(?: |$)/;
function findFaults(expected, given) {
	const left = [...given];
	return expected.flatMap(({ name, digest }) => {
		const at = left.findIndex((each) => each.name === name && (!lastingKinds.test(name) || each.digest === digest));
		if (at < 0) return [given.some((each) => each.name === name) ? `another ${name}` : `no ${name}`];
		left.splice(at, 1);
		return [];
	});
}
function incomplete(subject, faults) {
	return refuse("PROMOTION_VERDICT_INCOMPLETE", subject, `the verdict stands on ${faults.join(", ")}`);
}
function refuse(code, subject, reason) {
	return new UserError(code, {
		subject,
		reason
	});
}

// actions/promote-image/src/judge.ts
/** Believes the gate's verdict, then scans the signed SBOMs again and decides again with what holds now. */
async function judge(source, shelf, desk) {
	const { rules, deps, phase } = desk;
	const { quarantine } = desk.registries;
	const trust = {
		keys: rules.keys,
		now: deps.clock.now()
	};
	const { image } = source;
	const verdict = await phase("Verify the verdict", async () => {
		const place = {
			client: quarantine,
			repository: image.repository
		};
		const attachments = await listAttachments(place, image.digest);
		const statement = verifyVerdict(image, attachments, rules, trust.now);
		desk.log.info(`Verdict ${statement.payloadDigest} of ${statement.predicate.verifiedAt}`);
		return {
			statement,
			proof: toProof(describeRoot(source), attachments, [{
				statement,
				name: "verdict"
			}])
		};
	});
	const platforms = await phase("Read what the gate left on every platform", () => readPlatformProofs(source, verdict.statement, {
		client: quarantine,
		trust
	}));
	const passed = await phase("Scan and decide again", () => decideAgain(source, platforms, shelf, desk));
	checkInputs(verdict.statement, {
		image,
		rules,
		facts: passed.facts,
		now: trust.now
	});
	const proofs = [verdict.proof, ...platforms];
	const inputs = [...proofs.flatMap((proof) => proof.inputs), ...summariseInputs(passed.decision)];
	return {
		verdict: toRecorded(verdict.statement),
		proofs,
		inputs
	};
}
async function decideAgain({ image, artifact }, platforms, shelf, desk) {
	const { inputs, deps, log, rules } = desk;
	const { quarantine } = desk.registries;
	const scan = await scanAgain(platforms, quarantine, {
		inputs,
		deps,
		log
	});
	const { serverUrl } = deps.job;
	const { client, repository } = shelf;
	const ports = {
		quarantine,
		history: deps.github,
		live: {
			client,
			repository,
			findRunning: () => findRunning(shelf)
		},
		note: (line) => log.info(line)
	};
	return decideNow({
		environment: "production",
		image,
		artifact,
		rules,
		scan,
		now: deps.clock.now(),
		serverUrl
	}, {
		ports,
		log,
		isBreakGlass: inputs.firstEnvironment !== void 0
	});
}

// actions/promote-image/src/main.ts
/**
* Carries one digest from quarantine to live: resolve, approval, verdict, scan and decide again, intent, import,
* compare, attach, lock, completion. Every step looks before it acts, so a run that was killed anywhere is finished by
* the next one.
*/
async function run(inputs, deps, log) {
	const phase = createPhases(deps, log);
	const registries = await openRegistries(inputs, deps);
	const source = await phase("Resolve the image in quarantine", () => resolveSource(inputs.image, registries.quarantine));
	const rules = await phase("Read the rules of the protected branch", () => openRules(deps, log));
	const desk = {
		inputs,
		deps,
		log,
		phase,
		registries,
		rules
	};
	const wish = buildWish(inputs, source.image, registries.live.registry);
	const shelf = openShelf(desk, wish.target.repository);
	const past = openPast(shelf);
	const passage = {
		source,
		target: wish.target,
		tags: wish.tags,
		shelf
	};
	const approval = await phase("Verify the approval", async () => {
		const built = await readBuiltCommits(source, desk);
		return verifyApproval(inputs, deps, {
			shelf: past,
			branch: rules.branch,
			built
		}, log);
	});
	await phase("Check what live has", () => assertNotRevoked(passage));
	const done = await findRecord(shelf, "promotion", wish.target.digest);
	if (done !== void 0) return buildOutputs(await confirm(passage, done, desk), "present");
	await findFreeTags(passage);
	const judgement = await judge(source, past, desk);
	const completion = await carry(passage, {
		...judgement,
		approval
	}, desk);
	log.info(`Promoted ${formatImageReference(wish.target)}`);
	return buildOutputs(completion, "promoted");
}
function buildOutputs({ record, digest }, status) {
	return {
		image: formatImageReference(record.target),
		digest: record.target.digest,
		promotionDigest: digest,
		intentDigest: record.intent,
		verdictDigest: record.verdict.statementDigest,
		approvers: record.approvers.map(({ login }) => login).join(", "),
		status
	};
}

// actions/promote-image/src/summary.ts
/** The promotion page: what went live, who let it, what proves it, and how to back out. */
function renderSummary(outputs, inputs) {
	return `### ${outputs.status === "present" ? "Promoted before, nothing changed" : "Promoted to live"}\n\n| | |\n| --- | --- |\n${[
		["Image", renderCode(outputs.image)],
		["Tags asked for", inputs.tags.length === 0 ? "none" : inputs.tags.map(renderCode).join(" ")],
		["Source", renderCode(`${inputs.image.repository}@${inputs.image.digest}`)],
		["Approved by", outputs.approvers.split(", ").map(renderCode).join(" ")],
		["Verdict", renderCode(outputs.verdictDigest)],
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
	retired,
	check,
	createDeps,
	run,
	renderSummary
});

export {  };