import { choice, defineInputs, defineOutputs, digest, flag, jobToken, path as path$1, runAction, text, time } from "./lib/action.js";
import { formatKeyId, keyIdNotation, openAzure, openGithub } from "./lib/session.js";
import { computeDigest, formatImageReference, registryIdNotation, repositoryNotation } from "./lib/domain/image.js";
import { assertTagUnmoved, findRunning, isPullRequestFolder, requestedImageNotation } from "./lib/domain/promotion.js";
import { describeManifest, findHome, gatherEvidence, nameInput, readArtifact, readScanEvidence, readStatements, summariseInputs } from "./lib/domain/evidence.js";
import { decide, describe, judgeAll } from "./lib/domain/gate.js";
import { openRuleSource, readRules } from "./lib/domain/rules.js";
import { attachBundle } from "./lib/domain/attachment.js";
import { buildSummary, buildVulnerabilities, renderStatement, signStatement, statementKinds, verifyStatement } from "./lib/domain/statement.js";
import { escapeMarkdown, findErrorCode, formatTime, isJson, renderCode } from "./lib/base.js";
import { maxReportCharacters, parsePurl, rankOf } from "./lib/domain/findings.js";
import { parseScanReport, renderCanonical } from "./lib/domain/report.js";
import { listImages } from "./lib/domain/artifact.js";
import { UserError } from "./lib/base/errors.js";
import { explainUntrustedJob } from "./lib/domain/preflight.js";
import { basename, join } from "node:path";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";

// actions/gate-image/src/deps.ts
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
		keyVault: azure.keyVault(),
		management: (registryId) => azure.management(registryId),
		registry: (loginServer) => azure.registry(loginServer),
		getIdToken: (audience) => context.getIdToken(audience)
	};
}

// actions/gate-image/src/inputs.ts
/** What the action does, in one sentence. */
const description = "Decide by the policy of the protected branch whether an image may go on, and sign the decision.";
/** The inputs of gate-image. */
const inputs = defineInputs({
	"tenant-id": text({
		description: "Entra tenant of the registries’ subscription.",
		required: true
	}),
	"client-id": text({
		description: "Client id of the gate identity; of the reader identity with `sign: false`.",
		required: true
	}),
	"quarantine-registry": text({
		description: "ARM resource id of the registry that holds the image, its statements and the snapshots.",
		required: true,
		...registryIdNotation
	}),
	"live-registry": text({
		description: "ARM resource id of the registry of what runs. Without it what runs is unknown, and a policy that requires `live` passes nothing.",
		...registryIdNotation
	}),
	"live-repository": text({
		description: "Repository in live; the same as in quarantine when absent.",
		...repositoryNotation
	}),
	image: text({
		description: "The image in quarantine as `repository[:tag]@sha256:…`; the host may stand before it. A tag that no longer points at the digest stops the decision.",
		required: true,
		...requestedImageNotation
	}),
	report: path$1({
		description: "The report to decide on: output `report` of scan-image, or Trivy JSON, SARIF, CycloneDX with vulnerabilities or Grype JSON of any scanner.",
		required: true,
		mustBe: "file"
	}),
	"report-digest": digest({ description: "Output `report-digest` of scan-image, by the outputs of its job: another report, and by it another SBOM, is refused. Needed where the report comes as a workflow artifact, which every job of the run can replace." }),
	sbom: path$1({
		description: "Output `sbom` of scan-image: the folder of its SBOMs. Without it no SBOM is signed, and promotion refuses the image.",
		mustBe: "folder"
	}),
	environment: choice({
		description: "Whose rules of the policy hold. `local` asks for the least and is never signed.",
		values: [
			"quarantine",
			"production",
			"local"
		],
		default: "quarantine"
	}),
	"database-date": time({ description: "When the scanner’s database was built, for a foreign report that does not say." }),
	sign: flag({
		description: "Sign the decision, the SBOMs and the findings, and attach them. Write `false` for pull requests: nothing is signed or attached then.",
		default: "true"
	}),
	"signing-key": text({
		description: "Identifier of the decision key in Key Vault; required with `sign: true`.",
		...keyIdNotation
	}),
	"github-token": jobToken({ description: "Token of this job with `contents: read` (policy, waivers, VEX and keys) and `pull-requests: read` (who approved a waiver)." }),
	"output-folder": path$1({
		description: "Folder in the workspace for the decision and its SARIF.",
		default: "lazaret-gate"
	})
});
/** The outputs of gate-image. */
const outputs = defineOutputs({
	decision: { description: "`pass`, `fail`, or `indeterminate` when something that is required is unknown." },
	"decision-file": { description: "File with the whole decision as JSON: reasons, notes, counts, inputs by digest, statements." },
	summary: { description: "The decision as Markdown, e.g. for a comment; at most 60,000 characters." },
	sarif: { description: "File with what blocks, is unknown or was excepted, as SARIF 2.1.0." },
	findings: { description: "How many findings were judged." },
	blocking: { description: "How many of them block." },
	counts: { description: "What became of the findings, as JSON: `findings`, `blocking`, `unknown`, `waived`, `vex`, `grace`, `tolerated`, `belowThreshold`." },
	"policy-commit": { description: "The commit of the protected branch that the rules were read at." },
	"policy-digest": { description: "Digest of the policy." },
	"verdict-digest": { description: "Digest of the signed verdict’s statement; empty with `sign: false`." },
	"verdict-bundle": { description: "Digest of the referrer that carries the verdict; empty with `sign: false`." }
});
/** Rules between inputs. */
function check({ sign, signingKey, environment }) {
	if (!sign) return [];
	return [...signingKey === void 0 ? ["`signing-key`: is required with `sign: true`"] : [], ...environment === "local" ? ["`environment`: a decision by the rules of `local` is not signed"] : []];
}

// actions/gate-image/src/drafts.ts
/** SBOM and findings of every platform whose scan is believed; a foreign report has neither. */
function draftPlatforms(decided) {
	const parsed = parseScanReport(decided.report.text);
	if (!parsed.ok || parsed.value.digest !== decided.subject.image.digest) return [];
	const drafts = [];
	for (const platform of decided.evidence.platforms) {
		const scan = parsed.value.platforms.find(({ manifest }) => manifest === platform.manifest.digest);
		const found = findReport(decided, platform);
		if (scan?.result !== "complete" || found === void 0) continue;
		drafts.push(...draftSbom(decided, platform), draftFindings(decided, platform, {
			report: parsed.value,
			found
		}));
	}
	return drafts;
}
/** The verdict on the index, passed or not, with all that it stands on. */
function draftVerdict(decided, now, attached) {
	const { decision, job, rules, subject } = decided;
	const { serverUrl, repository, workflowRef } = job;
	const uri = `${serverUrl}/${repository}/blob/${rules.commit}/${rules.policyFile.name}`;
	const predicate = buildSummary({
		result: decision.outcome === "pass" ? "PASSED" : "FAILED",
		resourceUri: formatImageReference(subject.image),
		verifier: `${serverUrl}/${workflowRef}`,
		verifiedAt: formatTime(now),
		policy: {
			uri,
			digest: computeDigest(rules.policyFile.text)
		},
		inputs: [...summariseInputs(decision), ...attached],
		levels: [],
		reasons: listReasons(decided),
		outcome: decision.outcome,
		environment: decision.environment
	});
	return draft(decided, "verdict", {
		name: "verdict",
		manifest: describeManifest(subject.artifact.root),
		predicate
	});
}
const maxReasons = 200;
function listReasons({ decision: { reasons } }) {
	const lines = reasons.map(({ outcome, rule, subject, detail }) => `${outcome}: ${rule}: ${subject}: ${detail}`);
	const rest = lines.length - maxReasons;
	return [...lines.slice(0, maxReasons), ...rest > 0 ? [`and ${rest} more`] : []].map((line) => line.slice(0, 1e3));
}
function findReport({ evidence }, { config }) {
	const reports = evidence.facts.reports.filter(({ value }) => value.imageId === config);
	const [only] = reports;
	return reports.length === 1 && only?.value.problems.length === 0 ? only.value : void 0;
}
function draftSbom(decided, { manifest, platform }) {
	const predicate = decided.sboms.get(manifest.digest);
	if (predicate === void 0) return [];
	return [draft(decided, "sbom", {
		name: `sbom ${platform}`,
		manifest,
		predicate
	})];
}
function draftFindings(decided, platform, { report, found }) {
	const { scanner, database, startedAt, finishedAt } = report;
	const predicate = buildVulnerabilities({
		scanner: {
			uri: `https://github.com/aquasecurity/${scanner.name}`,
			version: scanner.version
		},
		database: {
			uri: database.image,
			version: database.digest,
			lastUpdate: database.updatedAt
		},
		result: listVulnerabilities(found.findings),
		startedAt,
		finishedAt
	});
	return draft(decided, "vulnerabilities", {
		name: `vulnerabilities ${platform.platform}`,
		manifest: platform.manifest,
		predicate
	});
}
const vulnerable = /* @__PURE__ */ new Set([
	"os",
	"library",
	"other"
]);
function listVulnerabilities(findings) {
	const worst = /* @__PURE__ */ new Map();
	for (const finding of findings.filter(({ class: kind }) => vulnerable.has(kind))) {
		const before = worst.get(finding.id);
		if (before === void 0 || rankOf(finding.severity) > rankOf(before.severity)) worst.set(finding.id, finding);
	}
	return [...worst.values()].map(({ id, severity, severitySource }) => ({
		id,
		severity: [{
			method: severitySource,
			score: severity
		}]
	})).sort((a, b) => a.id < b.id ? -1 : 1);
}
function draft({ subject: { image } }, kind, { name, manifest, predicate }) {
	return {
		kind,
		name,
		subject: manifest,
		statement: {
			subject: {
				name: `${image.registry}/${image.repository}`,
				digest: manifest.digest
			},
			predicateType: statementKinds[kind].predicateType,
			predicate
		}
	};
}

// actions/gate-image/src/attach.ts
/** Signs and attaches SBOM and findings of each platform, then the verdict that stands on them, whatever it says. */
async function attachStatements(decided, deps, log) {
	const { inputs, rules, subject } = decided;
	if (inputs.signingKey === void 0) throw new TypeError("the inputs were not checked");
	const signer = await deps.keyVault.openSigner(inputs.signingKey);
	log.info(`${formatKeyId(signer.key.id)} signs, hint ${signer.keyHint}`);
	const desk = {
		shelf: {
			client: subject.client,
			repository: subject.image.repository
		},
		signer,
		keys: rules.keys,
		now: deps.clock.now(),
		resourceUri: formatImageReference(subject.image)
	};
	const statements = [];
	for (const draft of draftPlatforms(decided)) statements.push(await attach(desk, draft, log));
	if (!statements.some(({ name }) => name.startsWith("sbom "))) log.warning("No SBOM is signed: promotion will refuse the image", { title: "No SBOM" });
	return {
		...await attach(desk, draftVerdict(decided, desk.now, statements.map(toInput)), log),
		statements
	};
}
async function attach(desk, draft, log) {
	const { name } = draft;
	const there = await findEqual(desk, draft);
	const { statementDigest, bundleDigest } = there ?? await sign(desk, draft);
	log.info(`${name}: ${there === void 0 ? "attached" : "was attached before"} as ${bundleDigest}`);
	return {
		name,
		statementDigest,
		bundleDigest
	};
}
async function findEqual({ shelf, keys, now, resourceUri }, { kind, subject, statement }) {
	const wanted = computeDigest(renderStatement(statement));
	const { verified } = await readStatements(shelf, subject.digest, [kind], {
		keys,
		now,
		resourceUri
	});
	const equal = verified.find(({ payloadDigest }) => payloadDigest === wanted);
	return equal && {
		statementDigest: wanted,
		bundleDigest: equal.manifestDigest
	};
}
async function sign({ shelf, signer, keys, now, resourceUri }, { kind, subject, statement }) {
	const bundle = await signStatement(statement, signer);
	const expected = {
		kinds: [kind],
		subject: subject.digest,
		keys,
		now,
		resourceUri
	};
	const { payloadDigest: statementDigest } = verifyStatement(bundle, expected);
	return {
		statementDigest,
		bundleDigest: await attachBundle(shelf, subject, bundle, statement.predicateType)
	};
}
function toInput({ name, statementDigest }) {
	return {
		name,
		digest: statementDigest
	};
}

// actions/gate-image/src/news.ts
/** What the image would bring beside what runs, worst first; undefined when nobody knows what runs. */
function listNews({ live, reports }) {
	if (live === void 0) return void 0;
	const running = new Set((live.value.runs ? [...live.value.packages] : []).flatMap(listName));
	const found = /* @__PURE__ */ new Map();
	for (const { id, severity, package: held } of reports.flatMap(({ value }) => value.findings)) {
		if (held === void 0 || listName(held.purl ?? "").some((each) => running.has(each))) continue;
		const name = `${held.name} ${held.version}`.trim();
		found.set(`${id}\n${name}`, {
			id,
			severity,
			package: name
		});
	}
	return [...found.values()].sort((a, b) => rankOf(b.severity) - rankOf(a.severity) || compare(a.id, b.id));
}
function listName(purl) {
	const name = parsePurl(purl);
	return name === void 0 ? [] : [`${name.base}@${name.version ?? ""}`];
}
function compare(a, b) {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}

// actions/gate-image/src/sarif.ts
const schemaUrl = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/** What stands out of all findings; the others are in the scanner's own SARIF. */
const shown = /* @__PURE__ */ new Set([
	"fail",
	"indeterminate",
	"waived",
	"vex",
	"grace"
]);
const levels = {
	fail: "error",
	indeterminate: "warning",
	grace: "note",
	waived: "note",
	vex: "note"
};
/** A SARIF 2.1.0 log of the decision: findings that block, are unknown or were excepted, and facts that are missing. */
function buildSarif(decided) {
	const { decision, evidence, rules } = decided;
	const findings = judgeAll(rules.policy, evidence.facts, decision.decidedAt).filter(({ judgement }) => shown.has(judgement.effect));
	const named = new Set(findings.map(({ finding, judgement }) => describe(finding, judgement).subject));
	const results = [...findings.map((each) => describeJudged(each, decided)), ...decision.reasons.filter(({ subject }) => !named.has(subject)).map((each) => describeReason(each, decided))];
	return {
		$schema: schemaUrl,
		version: "2.1.0",
		runs: [buildRun(results, decided)]
	};
}
function buildRun(results, { decision, subject }) {
	const ids = [...new Set(results.map(({ ruleId }) => ruleId))];
	return {
		tool: { driver: {
			name: "Lazaret gate",
			rules: ids.map((id) => ({
				id,
				shortDescription: { text: id },
				fullDescription: { text: id },
				help: { text: `${id}: what clears it stands in the message of each result and in the summary of the run.` }
			}))
		} },
		automationDetails: { id: `gate-image/${decision.environment}/` },
		invocations: [{
			executionSuccessful: true,
			endTimeUtc: formatTime(decision.decidedAt)
		}],
		originalUriBaseIds: { ROOTPATH: { uri: "file:///" } },
		columnKind: "utf16CodeUnits",
		results: results.map((result) => ({
			...result,
			ruleIndex: ids.indexOf(result.ruleId)
		})),
		properties: {
			image: formatImageReference(subject.image),
			decision: decision.outcome
		}
	};
}
function describeJudged({ finding, judgement }, { subject: { image } }) {
	const { subject, detail, clears } = describe(finding, judgement);
	const path = finding.location?.path ?? "";
	const isExcepted = judgement.effect === "waived" || judgement.effect === "vex";
	return {
		ruleId: finding.id,
		level: levels[judgement.effect] ?? "note",
		message: { text: `${subject}: ${detail}; ${clears}` },
		locations: [place(path, finding.location?.line ?? 1, `${formatImageReference(image)}//${path}`)],
		partialFingerprints: { "lazaret-gate/v1": [
			judgement.rule,
			subject,
			path
		].join("|") },
		...isExcepted ? { suppressions: [{
			kind: "external",
			status: "accepted",
			justification: detail
		}] } : {},
		properties: {
			rule: judgement.rule,
			severity: finding.severity
		}
	};
}
function describeReason({ outcome, rule, subject, detail, clears }, { subject: { image }, rules }) {
	return {
		ruleId: rule,
		level: outcome === "fail" ? "error" : "warning",
		message: { text: `${subject}: ${detail}; ${clears}` },
		locations: [place(rules.policyFile.name, findLine(detail), formatImageReference(image))],
		partialFingerprints: { "lazaret-gate/v1": [rule, subject].join("|") },
		properties: { rule }
	};
}
function findLine(detail) {
	return Number(/^[^\s:]+:(\d+): /.exec(detail)?.[1] ?? 1);
}
function place(path, startLine, fullyQualifiedName) {
	return {
		physicalLocation: {
			artifactLocation: { uri: path.split("/").filter((segment) => segment !== "" && segment !== "..").map((segment) => encodeURIComponent(segment.toWellFormed())).join("/") || "image" },
			region: { startLine: Math.max(1, startLine) }
		},
		logicalLocations: [{
			fullyQualifiedName,
			kind: "resource"
		}]
	};
}

// actions/gate-image/src/files.ts
/** Writes the whole decision as JSON and as SARIF, and its page. */
async function writeFiles(folder, decided, { verdict, page }) {
	await mkdir(folder, { recursive: true });
	const decisionFile = join(folder, "decision.json");
	const sarif = join(folder, "decision.sarif");
	await writeFile(decisionFile, renderCanonical(describeDecision(decided, verdict)));
	await writeFile(join(folder, "summary.md"), page);
	await writeFile(sarif, renderCanonical(buildSarif(decided)));
	return {
		decisionFile,
		sarif
	};
}
function describeDecision({ decision, evidence, rules, subject }, verdict) {
	const { outcome, environment, decidedAt, counts, inputs, consulted } = decision;
	const { policyFile, commit, branch } = rules;
	return {
		kind: "lazaret-decision",
		version: 1,
		image: formatImageReference(subject.image),
		environment,
		decision: outcome,
		decidedAt: formatTime(decidedAt),
		counts,
		inputs,
		consulted,
		policy: {
			path: policyFile.name,
			branch,
			commit,
			digest: computeDigest(policyFile.text)
		},
		reasons: decision.reasons.map(withTime),
		notes: decision.notes.map(withTime),
		verdict: verdict && {
			statementDigest: verdict.statementDigest,
			bundleDigest: verdict.bundleDigest
		},
		statements: verdict?.statements ?? [],
		newFindings: listNews(evidence.facts),
		sizes: listSizes(subject)
	};
}
function listSizes({ artifact }) {
	return listImages(artifact).images.map(({ platform, content }) => {
		return {
			platform,
			bytes: content.layers.reduce((sum, { size }) => sum + size, 0)
		};
	});
}
function withTime(item) {
	return {
		...item,
		by: showTime(item.by)
	};
}
function showTime(ms) {
	return ms === void 0 || !Number.isFinite(ms) ? void 0 : formatTime(ms);
}

// actions/gate-image/src/render.ts
const maxRows = 50;
const maxLines = 200;
const maxCharacters = 6e4;
/** The decision in one line, e.g. `blocked by 2 of 41 findings: CVE-2024-2961 in libc6 2.36-9, …`. */
function renderHeadline({ outcome, counts, reasons }) {
	const missing = distinct(reasons.filter((reason) => reason.outcome === "indeterminate"));
	switch (outcome) {
		case "pass": return `passed, none of ${counts.findings} findings blocks`;
		case "fail": {
			const blocks = distinct(reasons.filter((reason) => reason.outcome === "fail"));
			const unknown = missing.length === 0 ? "" : `; ${missing.length} more unknown`;
			return `blocked by${counts.blocking === 0 ? "" : ` ${counts.blocking} of ${counts.findings} findings:`} ${nameFew(blocks)}${unknown}`;
		}
		case "indeterminate": return `indeterminate, ${missing.length} unknown: ${nameFew(missing)}`;
	}
}
/** Why it is so, a reason a line, for the log. */
function renderLines({ reasons, notes }) {
	const lines = [...distinct(reasons).map(({ outcome, rule, subject, detail, clears }) => `${outcome}: ${rule}: ${subject}: ${detail}; ${clears}`), ...distinct(notes).map(({ rule, subject, detail }) => `note: ${rule}: ${subject}: ${detail}`)];
	const rest = lines.length - maxLines;
	return [...lines.slice(0, maxLines), ...rest > 0 ? [`and ${rest} more; the decision file has all`] : []];
}
/** The page of a decision as Markdown: what it is, what clears each reason and by when, what it stands on. */
function renderPage(decided, verdict) {
	const { decision } = decided;
	const titles = {
		pass: "Gate: passed",
		fail: "Gate: blocked",
		indeterminate: "Gate: indeterminate"
	};
	const headline = renderHeadline(decision);
	return cut(`${[
		`### ${titles[decision.outcome]}`,
		`${escapeMarkdown(headline.charAt(0).toUpperCase() + headline.slice(1))}.`,
		renderFacts(decided, verdict),
		renderReasons("Blocks", decision.reasons.filter(({ outcome }) => outcome === "fail")),
		renderReasons("Unknown, so not passed", decision.reasons.filter(({ outcome }) => outcome === "indeterminate")),
		renderNews(decided),
		renderNotes(decision.notes),
		renderInputs(decision)
	].filter((part) => part !== "").join("\n\n")}\n`);
}
function renderFacts({ decision, rules, subject, inputs }, verdict) {
	const { findings, blocking, unknown, waived, vex, grace, tolerated } = decision.counts;
	const counts = `${findings} findings: ${blocking} block, ${unknown} unknown, ${waived} waived, ${vex} not affected, ${grace} in grace, ${tolerated} tolerated`;
	const signed = verdict === void 0 ? "no, nothing is signed here" : renderCode(verdict.bundleDigest);
	return `| | |\n| --- | --- |\n${[
		["Image", renderCode(formatImageReference(subject.image))],
		["Rules", `${renderCode(inputs.environment)} of ${renderCode(rules.policyFile.name)} at ${renderCode(rules.commit)}`],
		["Counts", counts],
		["Signed", signed]
	].map(([name, value]) => `| ${name} | ${value} |`).join("\n")}`;
}
function renderReasons(title, reasons) {
	const all = distinct(reasons);
	if (all.length === 0) return "";
	const rows = all.slice(0, maxRows).map(({ subject, rule, detail, clears, by }) => `| ${renderCode(subject)} | ${escapeMarkdown(`${rule}: ${detail}`)} | ${escapeMarkdown(clears)} | ${showDay(by)} |`);
	return `${`#### ${title}\n\n| What | Why | What clears it | By |\n| --- | --- | --- | --- |`}\n${rows.join("\n")}${renderRest(all.length)}`;
}
function renderNews({ evidence }) {
	const news = listNews(evidence.facts);
	if (news === void 0 || news.length === 0) return "";
	const lines = news.slice(0, maxRows).map(({ id, severity, package: name }) => `- ${renderCode(id)} ${severity} in ${renderCode(name)}`);
	return `${`<details><summary>New against what runs: ${news.length}</summary>`}\n\n${lines.join("\n")}${renderRest(news.length)}\n\n</details>`;
}
function renderNotes(notes) {
	const all = distinct(notes);
	if (all.length === 0) return "";
	const lines = all.slice(0, maxRows).map(({ subject, rule, detail, by }) => {
		const until = by === void 0 ? "" : ` (until ${showDay(by)})`;
		return `- ${renderCode(subject)} ${escapeMarkdown(`${rule}: ${detail}`)}${until}`;
	});
	return `${`<details><summary>To know: ${all.length}</summary>`}\n\n${lines.join("\n")}${renderRest(all.length)}\n\n</details>`;
}
function renderInputs({ inputs }) {
	const lines = inputs.map((input) => `- ${escapeMarkdown(nameInput(input))} ${renderCode(input.digest)}`);
	return `<details><summary>Decided on ${inputs.length} inputs</summary>\n\n${lines.join("\n")}\n\n</details>`;
}
function distinct(items) {
	return [...new Map(items.map((item) => [[
		item.rule,
		item.subject,
		item.detail
	].join("\n"), item])).values()];
}
function nameFew(items) {
	const names = [...new Set(items.map(({ subject }) => subject))];
	const rest = names.length - 3;
	return `${names.slice(0, 3).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
function renderRest(length) {
	return length > maxRows ? `\n\nand ${length - maxRows} more; the decision file has all` : "";
}
function showDay(ms) {
	return ms === void 0 || !Number.isFinite(ms) ? "" : formatTime(ms).slice(0, 10);
}
function cut(markdown) {
	if (markdown.length <= maxCharacters) return markdown;
	const kept = markdown.slice(0, 59800);
	return `${kept.slice(0, kept.lastIndexOf("\n"))}\n\n> It was cut here; the decision file has all.\n`;
}

// actions/gate-image/src/report.ts
/** Reads the report once, and believes it only as the scan wrote it. Throws GATE_REPORT_DIFFERS. */
async function readReport({ report, reportDigest }) {
	const name = basename(report);
	const { size } = await stat(report);
	if (size > 419430400) return {
		name,
		text: "",
		doubts: [`it has ${size} bytes, at most ${maxReportCharacters} are read`]
	};
	const bytes = await readFile(report);
	const digest = computeDigest(bytes);
	if (reportDigest === void 0 || digest === reportDigest) return {
		name,
		text: bytes.toString("utf8")
	};
	const reason = `\`report-digest\` is ${reportDigest}, the file is ${digest}`;
	throw new UserError("GATE_REPORT_DIFFERS", {
		subject: name,
		reason
	});
}

// actions/gate-image/src/sboms.ts
/** The SBOMs that a report of scan-image names, by platform manifest; any other report has none. Throws GATE_SBOM_DIFFERS. */
async function readSboms({ text }, folder) {
	const parsed = parseScanReport(text);
	const sboms = /* @__PURE__ */ new Map();
	if (!parsed.ok || folder === void 0) return sboms;
	for (const { manifest, sbom } of parsed.value.platforms) if (sbom !== void 0) sboms.set(manifest, await readSbom(folder, sbom));
	return sboms;
}
async function readSbom(folder, { file, digest }) {
	const bytes = await readNamed(folder, file);
	const found = computeDigest(bytes);
	if (found !== digest) throw differs(file, `the report says ${digest}, the file is ${found}`);
	const document = parse(bytes.toString("utf8"));
	if (document !== void 0) return document;
	throw differs(file, "it is no JSON, is nested too deeply, or has numbers that readers disagree on");
}
function parse(text) {
	try {
		const document = JSON.parse(text);
		return isJson(document) ? document : void 0;
	} catch (error) {
		if (error instanceof SyntaxError || error instanceof RangeError) return void 0;
		throw error;
	}
}
async function readNamed(folder, file) {
	try {
		return await readFile(join(folder, basename(file)));
	} catch (error) {
		const code = findErrorCode(error);
		if (code === void 0) throw error;
		throw differs(file, code === "ENOENT" ? "the folder has no such file" : `it cannot be read (${code})`);
	}
}
function differs(subject, reason) {
	return new UserError("GATE_SBOM_DIFFERS", {
		subject,
		reason
	});
}

// actions/gate-image/src/signing.ts
const audience = "lazaret-gate";
/**
* Refuses to sign for an image or an event of a pull request, and in a job that GitHub's token describes otherwise than
* the runner does. Throws GATE_SIGNING_REFUSED.
*/
async function assertSignableJob(repository, { job, getIdToken }) {
	if (isPullRequestFolder(repository)) throw refuse(repository, "it lies under `pr/`");
	const reason = await explainUntrustedJob(job, () => getIdToken(audience));
	if (reason !== void 0) throw refuse(repository, `the job: ${reason}`);
}
/** Refuses to sign on any other ref than the protected branch: its workflow file may be anybody's. */
function assertSignableRef(repository, { job }, branch) {
	if (job.ref === `refs/heads/${branch}`) return;
	throw refuse(repository, `the job runs on ${job.ref}, not on ${branch}`);
}
function refuse(subject, reason) {
	return new UserError("GATE_SIGNING_REFUSED", {
		subject,
		reason
	});
}

// actions/gate-image/src/subject.ts
/** Reads the image from quarantine once; from here on only its digest counts. */
async function readSubject({ image, quarantineRegistry }, deps) {
	const { loginServer } = await deps.management(quarantineRegistry.id).readAccount();
	const client = deps.registry(loginServer);
	const { registry, repository, tag, digest } = image;
	if (registry !== void 0 && registry !== client.registry) {
		const reason = `the quarantine registry is ${client.registry}`;
		throw new UserError("GATE_WRONG_REGISTRY", {
			subject: `${registry}/${repository}`,
			reason
		});
	}
	if (tag !== void 0) assertTagUnmoved(image, client.registry, await client.findDigest(repository, tag));
	const pinned = {
		registry: client.registry,
		repository,
		digest
	};
	return {
		client,
		image: pinned,
		artifact: await readArtifact(pinned, client)
	};
}
/** What runs, where the job was told the live registry. */
async function openLive({ liveRegistry, liveRepository }, home, rules, deps) {
	if (liveRegistry === void 0) return void 0;
	const { loginServer } = await deps.management(liveRegistry.id).readAccount();
	const client = deps.registry(loginServer);
	const repository = liveRepository ?? home;
	const shelf = {
		client,
		repository,
		keys: rules.keys,
		now: () => deps.clock.now()
	};
	return {
		client,
		repository,
		findRunning: () => findRunning(shelf)
	};
}

// actions/gate-image/src/main.ts
/** Reads rules and image, gathers what is known, decides, tells, and signs what it said. */
async function run(inputs, deps, log) {
	if (inputs.sign) await assertSignableJob(inputs.image.repository, deps);
	const rules = await log.group("Read the rules from the protected branch", () => openRules(inputs, deps, log));
	const subject = await log.group("Read the image", () => readSubject(inputs, deps));
	const report = await readReport(inputs);
	const sboms = await readSboms(report, inputs.sbom);
	const evidence = await log.group("Gather evidence", () => gather({
		inputs,
		rules,
		subject,
		report,
		sboms
	}, deps, log));
	deps.signal.throwIfAborted();
	const decision = await log.group("Decide", async () => {
		const answer = decide(rules.policy, evidence.facts, deps.clock.now());
		for (const line of renderLines(answer)) log.info(line);
		return answer;
	});
	const decided = {
		inputs,
		job: deps.job,
		rules,
		subject,
		report,
		sboms,
		evidence,
		decision
	};
	return conclude(decided, inputs.sign ? await log.group("Sign and attach", () => attachStatements(decided, deps, log)) : void 0);
}
async function openRules({ sign, image }, deps, log) {
	const source = await openRuleSource(deps.github);
	if (sign) assertSignableRef(image.repository, deps, source.branch);
	const rules = await readRules(source);
	log.info(`${rules.policyFile.name} of ${rules.branch} at ${rules.commit}`);
	return rules;
}
async function gather({ inputs, rules, subject, report, sboms }, deps, log) {
	const { image, artifact, client } = subject;
	const { environment, databaseDate } = inputs;
	const scan = readScanEvidence(report, {
		digest: image.digest,
		databaseDate,
		sboms
	});
	const home = findHome(image.repository, rules.config.images);
	return gatherEvidence({
		environment,
		image,
		artifact,
		rules,
		scan,
		now: deps.clock.now(),
		serverUrl: deps.job.serverUrl
	}, {
		quarantine: client,
		history: deps.github,
		live: await openLive(inputs, home, rules, deps),
		note: (line) => log.info(line)
	});
}
async function conclude(decided, verdict) {
	const { decision, inputs, rules, subject } = decided;
	const page = renderPage(decided, verdict);
	const files = await writeFiles(inputs.outputFolder, decided, {
		verdict,
		page
	});
	const outputs = {
		decision: decision.outcome,
		...files,
		summary: page,
		findings: String(decision.counts.findings),
		blocking: String(decision.counts.blocking),
		counts: JSON.stringify(decision.counts),
		policyCommit: rules.commit,
		policyDigest: computeDigest(rules.policyFile.text),
		verdictDigest: verdict?.statementDigest ?? "",
		verdictBundle: verdict?.bundleDigest ?? ""
	};
	const message = `${formatImageReference(subject.image)}: ${renderHeadline(decision)}`;
	return {
		outputs,
		verdict: {
			isFailure: decision.outcome !== "pass",
			message
		}
	};
}

// actions/gate-image/src/summary.ts
/** The page of the decision, which the action hands on as well. */
function renderSummary({ summary }) {
	return summary;
}

// actions/gate-image/src/index.ts
await runAction({
	name: "gate-image",
	description,
	inputs,
	outputs,
	check,
	createDeps,
	run,
	renderSummary
});

export {  };