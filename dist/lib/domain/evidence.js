import { parseEpss, parseKev, parsePolicy, parseVex } from "./gate.js";
import { computeDigest, formatImageReference, parseDigest } from "./image.js";
import { explainUncovered, parseScanReport, renderCanonical, renderReason, viewTrivy } from "./report.js";
import { literal, object } from "../../vendor/valibot.js";
import { checkJson, mapBounded } from "../base.js";
import { findTime, maxReportCharacters, parseReport, parseSbom } from "./findings.js";
import { CodedError, UserError, readEntry } from "../base/errors.js";
import { collectArtifact, isImageMediaType, listChildren, listImages as listImages$1 } from "./artifact.js";
import { listAttachments, sortStatements } from "./attachment.js";
import { isPullRequestFolder } from "./promotion.js";
import { maxSnapshotBytes, readSnapshot, snapshotKinds } from "./snapshot.js";

// lib/domain/evidence/scan.ts
const oursSchema = object({ kind: literal("lazaret-scan") });
/** Reads what a scan brings: the report of scan-image, or any scanner's own. Never throws: doubts are carried on. */
function readScanEvidence(file, context) {
	return file.text.length <= 419430400 && checkJson(oursSchema, file.text).ok ? readOurs(file, context) : readForeign(file, context);
}
function readOurs(file, { digest, sboms }) {
	const parsed = parseScanReport(file.text);
	if (!parsed.ok) {
		const doubts = [`it is no report of scan-image: ${parsed.problems.slice(0, 3).join("; ")}`];
		return {
			reports: [{
				...file,
				doubts
			}],
			...nothing
		};
	}
	const report = parsed.value;
	const doubts = [...report.reasons.map(renderReason), ...report.digest === digest ? [] : [`it is about ${report.digest}`]];
	return {
		reports: report.platforms.map((each) => toEvidence(each, {
			name: file.name,
			doubts,
			sboms
		})),
		database: source("database", "database", {
			digest: report.database.digest,
			value: Date.parse(report.database.updatedAt)
		}),
		scannedAt: source("scan-time", "scan-time", {
			digest: computeDigest(report.finishedAt),
			value: Date.parse(report.finishedAt)
		}),
		selfTest: readSelfTest(report)
	};
}
const nothing = {
	database: void 0,
	scannedAt: void 0,
	selfTest: void 0
};
function toEvidence(scan, { name, doubts, sboms }) {
	const text = renderReport(scan.report);
	const sbom = sboms?.get(scan.manifest);
	return {
		name: `${name} ${scan.platform}`,
		text,
		doubts: [
			...doubts,
			...scan.reasons.map(renderReason),
			...sbom === void 0 ? [] : compareSbom(text, sbom)
		]
	};
}
function renderReport(report) {
	try {
		return report === void 0 ? "" : JSON.stringify(report);
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		return "";
	}
}
function compareSbom(report, sbom) {
	const view = viewTrivy(report);
	if (!view.ok) return ["it cannot be compared with its SBOM"];
	const reason = explainUncovered(view.value, sbom);
	return reason === void 0 ? [] : [reason];
}
function readSelfTest({ scanner, database, selfTest }) {
	return source("self-test", "self-test", {
		digest: computeDigest(renderCanonical({
			scanner,
			database,
			selfTest
		})),
		value: { passed: selfTest === "passed" }
	});
}
function readForeign(file, { databaseDate }) {
	const given = databaseDate ?? toTime(parseReport(file.text).databaseBuiltAt);
	const value = findTime(given);
	const database = given === void 0 || value === void 0 ? void 0 : source("database", "database", {
		digest: computeDigest(given),
		value
	});
	return {
		reports: [file],
		...nothing,
		database
	};
}
function toTime(ms) {
	return ms === void 0 ? void 0 : new Date(ms).toISOString();
}
/** The reports as facts; one that a statement binds to a platform gets that platform's image id. */
function readReports(reports, platforms) {
	return reports.map(({ name, text, manifest, doubts }) => {
		const report = parseReport(text);
		const bound = platforms.find((platform) => platform.manifest.digest === manifest)?.config;
		const imageId = manifest === void 0 ? report.imageId : bound;
		const platform = platforms.find(({ config }) => config === imageId)?.platform ?? name;
		const problems = (doubts ?? []).map((detail) => ({
			code: "REPORT_INCOMPLETE",
			path: "",
			detail
		}));
		return {
			input: {
				kind: "report",
				name: platform,
				digest: computeDigest(text)
			},
			value: {
				...report,
				imageId,
				problems: [...report.problems, ...problems]
			}
		};
	});
}
/** A fact under the digest of where it comes from. */
function source(kind, name, { digest, value }) {
	return {
		input: {
			kind,
			name,
			digest
		},
		value
	};
}

// lib/domain/evidence/approvals.ts
/** How many versions of the policy are read to find where a waiver came in. */
const maxVersions = 300;
/**
* The waivers whose approver reviewed and approved the last commit of the merged pull request that brought exactly these
* words into the policy, and had no part in making it.
*/
async function findApprovals(waivers, search) {
	const approvals = [];
	const trail = waivers.length === 0 ? void 0 : await openTrail(search);
	for (const waiver of trail === void 0 ? [] : waivers) {
		const approval = trail && await findApproval(waiver, trail, search);
		if (approval !== void 0) approvals.push(approval);
	}
	const { commit } = search.rules;
	const digest = computeDigest(renderCanonical({
		commit,
		approvals
	}));
	const value = new Set(approvals.map(({ waiver }) => waiver));
	return source("waiver-approvals", "waiver-approvals", {
		digest,
		value
	});
}
async function openTrail({ history, rules }) {
	const { name } = rules.policyFile;
	const { commits } = await history.listFileCommits(name, rules.commit);
	const versions = /* @__PURE__ */ new Map();
	const read = (commit) => {
		const version = versions.get(commit) ?? history.readFile(name, commit).then((text) => listWaivers(name, text));
		versions.set(commit, version);
		return version;
	};
	return {
		changes: commits.slice(0, maxVersions),
		holds: async (waiver, commit) => (await read(commit)).some((other) => areSame(other, waiver))
	};
}
function listWaivers(name, text) {
	const parsed = text === void 0 ? void 0 : parsePolicy(text, name);
	return parsed?.ok === true ? parsed.policy.waivers : [];
}
function areSame({ place: _a, ...one }, { place: _b, ...other }) {
	return renderCanonical(one) === renderCanonical(other);
}
async function findApproval(waiver, trail, { history, rules, note }) {
	const change = await findIntroduction(waiver, trail);
	if (change === void 0) {
		note(`waiver ${waiver.id}: no commit of ${rules.policyFile.name} was found that brought it in`);
		return;
	}
	for (const { number } of await history.listPullRequests(change.sha)) {
		const pull = await history.readPullRequest(number);
		const fault = await findFault({
			waiver,
			change,
			pull
		}, trail, {
			history,
			branch: rules.branch
		});
		if (fault === void 0) return {
			waiver: waiver.id,
			approver: plain(waiver.approver),
			pullRequest: number,
			commit: pull.head
		};
		note(`waiver ${waiver.id}: pull request ${number}: ${fault}`);
	}
	note(`waiver ${waiver.id}: no pull request that counts brought ${change.sha} in`);
}
async function findIntroduction(waiver, trail) {
	for (const change of trail.changes) {
		if (!await trail.holds(waiver, change.sha)) continue;
		if (!(await Promise.all(change.parents.map((parent) => trail.holds(waiver, parent)))).includes(true)) return change;
	}
}
/** Why a pull request does not approve a waiver; undefined when it does. */
async function findFault({ waiver, change, pull }, trail, { history, branch }) {
	if (!pull.isMerged || pull.base !== branch) return `it was not merged into ${branch}`;
	if (!await trail.holds(waiver, pull.head)) return "its last commit does not hold the waiver";
	const review = findLastReview(await history.listReviews(pull.number), plain(waiver.approver));
	const fault = judgeReview(review, waiver, pull);
	if (fault !== void 0) return fault;
	const { commits, isComplete } = await history.listPullRequestCommits(pull.number);
	const makers = [
		pull.author,
		change.author,
		...commits.map(({ author }) => author)
	];
	if (!isComplete || makers.includes(void 0)) return "not everybody who made it is known to GitHub";
	return makers.some((maker) => maker?.id === review?.user?.id) ? `${plain(waiver.approver)} had a part in making it` : void 0;
}
function findLastReview(reviews, approver) {
	return reviews.findLast(({ user, state }) => plain(user?.login ?? "") === approver && state !== "commented" && state !== "pending");
}
function judgeReview(review, waiver, pull) {
	const approver = plain(waiver.approver);
	if (review?.user === void 0) return `${approver} did not review it`;
	if (review.state !== "approved") return `the last review of ${approver} says ${review.state}`;
	if (review.commit !== pull.head) return `${approver} approved ${review.commit ?? "no commit"}, not its last one`;
	if (review.user.isBot) return `${approver} is no person`;
	return approver === plain(waiver.requester) ? `${approver} asked for it` : void 0;
}
function plain(login) {
	return login.replace(/^@/, "").toLowerCase();
}

// lib/domain/evidence/attempt.ts
/** Looks for a fact; what cannot be had stays unknown, and is a problem where the policy requires it. */
async function attempt(name, { environment, problems, note }, work) {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof CodedError)) throw error;
		note(`${name}: ${error.code}: ${error.message}`);
		const { code, subject, reason, remedy: clears } = error;
		const detail = `${subject}: ${reason}`;
		if (environment?.requires.has(name) === true) problems.push({
			name,
			code,
			detail,
			clears
		});
		return;
	}
}
/** Keeps refused statements; they are why a fact is unknown when no other statement held. */
function keepRefused(name, { problems, refused, note }, found) {
	refused.push(...found.refused);
	for (const { code, reason, manifestDigest } of found.refused) {
		note(`${name}: ${code}: ${manifestDigest}: ${reason}`);
		const clears = readEntry(code).remedy;
		if (found.isMissing) problems.push({
			name,
			code,
			detail: `${manifestDigest}: ${reason}`,
			clears
		});
	}
}

// lib/domain/evidence/statements.ts
/** Reads and verifies every statement of some kinds about one digest. */
async function readStatements(shelf, image, kinds, trust) {
	const attachments = await listAttachments(shelf, image);
	const { verified, refused } = sortStatements(attachments, {
		...trust,
		kinds,
		subject: image
	});
	const about = kinds.join(" or ");
	return {
		verified: verified.toSorted((a, b) => b.madeAt - a.madeAt),
		refused: refused.map((each) => ({
			...each,
			about,
			image
		}))
	};
}
/** Reads the SBOM statement of every platform. */
async function readSboms(shelf, platforms, trust) {
	const found = /* @__PURE__ */ new Map();
	const refused = [];
	for (const { manifest } of platforms) {
		const read = await readStatements(shelf, manifest.digest, ["sbom"], trust);
		const [newest] = read.verified;
		if (newest !== void 0) found.set(manifest.digest, newest);
		refused.push(...read.refused);
	}
	return {
		found,
		refused,
		missing: platforms.filter(({ manifest }) => !found.has(manifest.digest))
	};
}

// lib/domain/evidence/first-seen.ts
/** How many images of a repository are looked at, the newest first. */
const maxEarlierImages = 30;
const imagesAtOnce = 4;
const maxTags = 1e3;
/** When a signed scan of an image of this repository first listed each finding. */
async function findFirstSeen(shelf, trust) {
	const digests = await listImages(shelf);
	const seen = /* @__PURE__ */ new Map();
	for (const times of await mapBounded(digests, imagesAtOnce, (digest) => readTimes(shelf, digest, trust))) for (const [id, at] of times) seen.set(id, Math.min(at, seen.get(id) ?? at));
	const digest = computeDigest(renderCanonical(Object.fromEntries(seen)));
	return source("first-seen", "first-seen", {
		digest,
		value: seen
	});
}
async function listImages({ client, repository }) {
	const digests = /* @__PURE__ */ new Set();
	let tags = 0;
	for await (const { digest } of client.listTags(repository)) {
		digests.add(digest);
		tags += 1;
		if (digests.size === maxEarlierImages || tags === maxTags) break;
	}
	return [...digests];
}
async function readTimes(shelf, digest, trust) {
	const root = await shelf.client.findManifest(shelf.repository, digest);
	if (root === void 0) return [];
	const platforms = isImageMediaType(root.mediaType) ? [root] : listChildren(root);
	const times = [];
	for (const platform of platforms) {
		const { verified } = await readStatements(shelf, platform.digest, ["vulnerabilities"], trust);
		for (const { predicate, madeAt } of verified) for (const { id } of predicate.result) times.push([id.toUpperCase(), madeAt]);
	}
	return times;
}

// lib/domain/evidence/home.ts
/**
* The repository whose rules, waivers and history hold for an image: its own, or the one that a pull request's image is a
* draft of. Pull requests write to `pr/` and the repository's path, or to `pr/` and its name alone.
*/
function findHome(repository, images) {
	if (!isPullRequestFolder(repository)) return repository;
	const draft = repository.slice(3);
	const named = images.filter((image) => image.repository === draft || image.repository.endsWith(`/${draft}`));
	return named.length === 1 && named[0] !== void 0 ? named[0].repository : draft;
}

// lib/domain/evidence/platforms.ts
/** An image whole: index and children, each hashed again. Throws GATE_IMAGE_NOT_FOUND and IMAGE_* codes. */
async function readArtifact(image, registry) {
	const find = (digest) => registry.findManifest(image.repository, digest);
	const root = await find(image.digest);
	if (root !== void 0) return collectArtifact(root, find);
	throw new UserError("GATE_IMAGE_NOT_FOUND", {
		subject: formatImageReference(image),
		reason: "the registry has no such manifest"
	});
}
/** A manifest's descriptor, as statements and records name their subject. */
function describeManifest({ mediaType, digest, bytes }) {
	return {
		mediaType,
		digest,
		size: bytes.length
	};
}
/** Every image of an artifact: what has to be scanned, whatever platform the index gives it. */
function listPlatforms(artifact) {
	return listImages$1(artifact).images.map(({ manifest, content, platform }) => ({
		manifest: describeManifest(manifest),
		config: content.config.digest,
		platform
	}));
}

// lib/domain/evidence/live.ts
/** The packages of what runs, by the signed SBOM of each of its platforms; undefined when one has none that holds. */
async function findLive(shelf, trust, search) {
	const { client, repository } = shelf;
	const digest = await shelf.findRunning();
	if (digest === void 0) {
		const place = `${client.registry}/${repository}`;
		const value = { runs: false };
		return source("live", "live", {
			digest: computeDigest(renderCanonical({
				place,
				...value
			})),
			value
		});
	}
	const image = {
		registry: client.registry,
		repository,
		digest
	};
	const platforms = listPlatforms(await readArtifact(image, client));
	const { found, missing, refused } = await readSboms(shelf, platforms, trust);
	keepRefused("live", search, {
		refused,
		isMissing: missing.length > 0
	});
	for (const { platform } of missing) search.note(`live: ${formatImageReference(image)} has no SBOM for ${platform}`);
	return missing.length > 0 ? void 0 : join([...found.values()], search);
}
function join(sboms, { problems }) {
	const read = sboms.map(({ predicate }) => parseSbom(predicate.document));
	const wrong = read.flatMap((report) => report.problems);
	if (wrong.length > 0) {
		const detail = wrong.map(({ path, detail: what }) => `${path}: ${what}`).slice(0, 3);
		problems.push({
			name: "live",
			code: "FACT_MALFORMED",
			detail: detail.join("; ")
		});
		return;
	}
	const packages = new Set(read.flatMap(({ components }) => components));
	const digest = computeDigest(sboms.map(({ payloadDigest }) => payloadDigest).join("\n"));
	return source("live", "live", {
		digest,
		value: {
			runs: true,
			packages
		}
	});
}

// lib/domain/evidence/provenance.ts
/**
* Who built or imported the image, by the newest statement whose builder the policy names, else by the newest of all.
* Undefined when none holds; then every refusal is a problem under its own code.
*/
async function findProvenance({ client, repository, digest, serverUrl }, trust, search) {
	const { verified, refused } = await readStatements({
		client,
		repository
	}, digest, ["provenance", "import"], trust);
	const all = verified.map((statement) => toProvenance(statement, digest, serverUrl));
	const chosen = all.find(({ value }) => search.environment?.builders.has(value.builder) === true) ?? all[0];
	keepRefused("provenance", search, {
		refused,
		isMissing: chosen === void 0
	});
	return chosen;
}
function toProvenance({ kind, predicate, payloadDigest }, subject, serverUrl) {
	const prefix = `${serverUrl}/`;
	const full = predicate.builder;
	const value = {
		subject,
		builder: full.startsWith(prefix) ? full.slice(prefix.length) : full,
		kind: kind === "import" ? "import" : "build"
	};
	return source("provenance", value.kind, {
		digest: payloadDigest,
		value
	});
}

// lib/domain/evidence/snapshots.ts
/** A dated snapshot of quarantine; undefined when there is none, or when it cannot be believed, which is a problem. */
async function findSnapshot({ kind, client, place, parse }, { problems, note }) {
	const { repository, tag } = place;
	const tagged = await client.findDigest(repository, tag);
	const manifest = tagged && await client.findManifest(repository, tagged);
	if (manifest === void 0) {
		note(`${kind}: ${client.registry} has no ${repository}:${tag}`);
		return;
	}
	const { layer, date } = readSnapshot(snapshotKinds[kind], manifest);
	const bytes = await client.findBlob(repository, layer.digest, maxSnapshotBytes);
	const read = bytes === void 0 ? absent : parse(new TextDecoder().decode(bytes));
	const named = `${repository}@${manifest.digest}`;
	if (read.ok && read.value.date === date) return source(kind, kind, {
		digest: layer.digest,
		value: read.value
	});
	const wrong = read.ok ? {
		code: "FACT_MALFORMED",
		detail: "its annotation tells another date"
	} : read;
	problems.push({
		name: kind,
		code: wrong.code,
		detail: `${named}: ${wrong.detail}`
	});
}
const absent = {
	ok: false,
	code: "FACT_EMPTY",
	detail: "its file is not there"
};

// lib/domain/evidence/gather.ts
/**
* Gathers everything that a decision stands on. What cannot be had stays unknown, so that the decision cannot be a pass;
* why stands in `facts.problems` where the policy requires it. Only a bug or a cancelled job throws.
*/
async function gatherEvidence(request, ports) {
	const search = openSearch(request, ports);
	const platforms = listPlatforms(request.artifact);
	const looked = await lookUp(request, ports, search);
	const vex = readVex(request.rules.vex, search);
	const { scan, environment, image, rules } = request;
	return {
		facts: {
			environment,
			repository: findHome(image.repository, rules.config.images),
			digest: image.digest,
			manifests: describePlatforms(platforms, image.digest),
			reports: readReports(scan.reports, platforms),
			database: scan.database,
			scannedAt: scan.scannedAt,
			selfTest: scan.selfTest,
			...looked,
			vex,
			problems: search.problems
		},
		platforms,
		refused: search.refused
	};
}
function openSearch({ environment, rules }, ports) {
	return {
		environment: rules.policy.ok ? findEnvironment(rules.policy.policy, environment) : void 0,
		problems: [],
		refused: [],
		note: (line) => ports.note(line)
	};
}
function findEnvironment(policy, name) {
	return policy.environments[name];
}
async function lookUp({ image, rules, now, serverUrl }, { quarantine: client, history, live }, search) {
	const trust = {
		keys: rules.keys,
		now
	};
	const { repository, digest } = image;
	const { snapshots } = rules.config;
	const home = findHome(repository, rules.config.images);
	const waivers = rules.policy.ok ? listOpenWaivers(rules.policy.policy, {
		home,
		digest,
		now
	}) : [];
	return {
		provenance: await attempt("provenance", search, () => findProvenance({
			client,
			repository,
			digest,
			serverUrl
		}, trust, search)),
		kev: await attempt("kev", search, () => findSnapshot({
			kind: "kev",
			client,
			place: snapshots.kev,
			parse: parseKev
		}, search)),
		epss: await attempt("epss", search, () => findSnapshot({
			kind: "epss",
			client,
			place: snapshots.epss,
			parse: parseEpss
		}, search)),
		firstSeen: await attempt("first-seen", search, () => findFirstSeen({
			client,
			repository: home
		}, trust)),
		live: live && await attempt("live", search, () => findLive(live, trust, search)),
		approvals: await attempt("waiver-approvals", search, async () => history === void 0 ? void 0 : findApprovals(waivers, {
			history,
			rules,
			note: (line) => search.note(line)
		}))
	};
}
function listOpenWaivers({ waivers }, { home, digest, now }) {
	return waivers.filter((waiver) => waiver.repository === home && now < waiver.expires && (waiver.digest === void 0 || waiver.digest === digest));
}
function describePlatforms(platforms, digest) {
	const value = platforms.map(({ manifest, config, platform }) => ({
		digest: manifest.digest,
		config,
		platform
	}));
	return source("subject", "subject", {
		digest,
		value
	});
}
function readVex(files, { problems }) {
	return files.flatMap(({ name, text }) => {
		const read = parseVex(text);
		if (read.ok) return [source("vex", name, {
			digest: computeDigest(text),
			value: read.value
		})];
		problems.push({
			name,
			code: read.code,
			detail: read.detail
		});
		return [];
	});
}

// lib/domain/evidence/summary-inputs.ts
/** What a verdict says that it stands on: every input of the decision, by kind, name and digest. */
function summariseInputs({ inputs }) {
	return inputs.map((input) => ({
		name: nameInput(input),
		digest: parseDigest(input.digest)
	}));
}
/** `policy gate.yaml`; the kind alone where the name says no more. */
function nameInput({ kind, name }) {
	return kind === name ? kind : `${kind} ${name}`;
}

export { describeManifest, findHome, gatherEvidence, listPlatforms, nameInput, readArtifact, readSboms, readScanEvidence, readStatements, source, summariseInputs };