import { defineInputs, defineOutputs, jobToken, path as path$1, runAction, text } from "./lib/action.js";
import { openAzure, openGithub } from "./lib/session.js";
import { computeDigest, formatImageReference, registryIdNotation, repositoryNotation } from "./lib/domain/image.js";
import { assertTagUnmoved, findRecord, findRunning, findVerdictFailure, pinRequested, requestedImageNotation } from "./lib/domain/promotion.js";
import { openRuleSource, readRules } from "./lib/domain/rules.js";
import { listPlatforms, readArtifact, readSboms, readStatements } from "./lib/domain/evidence.js";
import { parseSbom } from "./lib/domain/findings.js";
import { escapeMarkdown, formatTime, renderCode } from "./lib/base.js";
import { UserError } from "./lib/base/errors.js";
import { join } from "node:path";
import { mkdir, writeFile } from "node:fs/promises";

// actions/write-page/src/deps.ts
/** The real outside; SDKs are loaded with the first request. */
function createDeps(inputs, context) {
	const azure = openAzure(context, {
		tenantId: inputs.tenantId,
		clientId: inputs.clientId
	});
	return {
		clock: context.clock,
		job: context.job,
		github: openGithub(context, inputs.githubToken.reveal()),
		management: (registryId) => azure.management(registryId),
		registry: (loginServer) => azure.registry(loginServer)
	};
}

// actions/write-page/src/inputs.ts
/** What the action does, in one sentence. */
const description = "Write the page that an approver reads before an image goes live.";
/** The inputs of write-page. */
const inputs = defineInputs({
	"tenant-id": text({
		description: "Entra tenant of the registries’ subscription.",
		required: true
	}),
	"client-id": text({
		description: "Client id of the reader identity.",
		required: true
	}),
	"quarantine-registry": text({
		description: "ARM resource id of the registry that holds the image and its statements.",
		required: true,
		...registryIdNotation
	}),
	"live-registry": text({
		description: "ARM resource id of the registry that the image would go to.",
		required: true,
		...registryIdNotation
	}),
	image: text({
		description: "The image in quarantine as `repository[:tag]@sha256:…`; the host may stand before it. A tag that no longer points at the digest stops the action.",
		required: true,
		...requestedImageNotation
	}),
	repository: text({
		description: "Repository in live; the same as in quarantine when absent.",
		...repositoryNotation
	}),
	"github-token": jobToken({ description: "Token of this job with `contents: read`, for the keys and the policy of the protected branch." }),
	"output-folder": path$1({
		description: "Folder in the workspace for the page.",
		default: "lazaret-page"
	})
});
/** The outputs of write-page. */
const outputs = defineOutputs({
	image: { description: "The image in quarantine, pinned: what promote-image is to be given, and nothing else." },
	page: { description: "File with the page as Markdown." },
	summary: { description: "The page itself; the summary of the job shows it." },
	"page-digest": { description: "Digest of the page; promote-image writes it into the approval statement." },
	target: { description: "Where it would go, `registry/repository` in live: promotions to one target take turns by it." },
	running: { description: "The image that runs, pinned; empty when live has none of this repository." }
});

// actions/write-page/src/describe-image.ts
/** Reads the SBOM and the findings of every platform of an image. */
async function describeImage(client, image, trust) {
	const shelf = {
		client,
		repository: image.repository
	};
	const platforms = listPlatforms(await readArtifact(image, client));
	const sboms = await readSboms(shelf, platforms, trust);
	const scans = await Promise.all(platforms.map((platform) => readScan(shelf, platform, trust)));
	return {
		platforms: platforms.map(({ platform }) => platform),
		packages: sboms.missing.length > 0 ? void 0 : listPackages([...sboms.found.values()]),
		findings: listFindings(scans)
	};
}
async function readScan(shelf, { manifest }, trust) {
	const { verified } = await readStatements(shelf, manifest.digest, ["vulnerabilities"], trust);
	return verified[0];
}
function listPackages(sboms) {
	const reports = sboms.map(({ predicate }) => parseSbom(predicate.document));
	if (reports.some(({ problems }) => problems.length > 0)) return void 0;
	return new Set(reports.flatMap(({ components }) => components));
}
function listFindings(scans) {
	const held = scans.filter((scan) => scan !== void 0);
	if (held.length < scans.length) return void 0;
	return new Set(held.flatMap(({ predicate }) => predicate.result.map(({ id }) => id)));
}

// actions/write-page/src/candidate.ts
/** Reads the image from quarantine once; from here on only its digest counts. Throws PROMOTION_* and GATE_* codes. */
async function readCandidate(requested, client, { rules, now }) {
	const image = pinRequested(requested, client.registry);
	const { repository, tag } = requested;
	if (tag !== void 0) assertTagUnmoved(requested, client.registry, await client.findDigest(repository, tag));
	const [shelf, trust] = [{
		client,
		repository
	}, {
		keys: rules.keys,
		now
	}];
	const described = await describeImage(client, image, trust);
	const resourceUri = formatImageReference(image);
	const verdicts = await readStatements(shelf, image.digest, ["verdict"], {
		...trust,
		resourceUri
	});
	const origins = await readStatements(shelf, image.digest, ["provenance", "import"], trust);
	return {
		image,
		described,
		verdict: verdicts.verified[0],
		origin: origins.verified[0],
		refused: [...verdicts.refused, ...origins.refused]
	};
}

// actions/write-page/src/difference.ts
/** Compares two sets of names; undefined when one of them is unknown. */
function compareNames(before, after) {
	if (before === void 0 || after === void 0) return void 0;
	return {
		added: [...after].filter((name) => !before.has(name)).sort(),
		removed: [...before].filter((name) => !after.has(name)).sort()
	};
}

// actions/write-page/src/page.ts
const maxNames = 25;
/** What the page says of an image that promotion would refuse. */
const warning = "Do not approve it.";
/** The page as Markdown. */
function renderPage(facts) {
	const { candidate } = facts;
	return [
		`## Promotion of ${renderCode(formatImageReference(candidate.image))}`,
		renderVerdict(facts),
		renderTable(facts),
		...renderDifferences(facts),
		renderBackOut(facts),
		""
	].join("\n\n");
}
function renderVerdict({ candidate, rules }) {
	const { verdict, refused } = candidate;
	const notes = refused.map(({ about, code, reason }) => `- ${escapeMarkdown(about)}: ${code}, ${escapeMarkdown(reason)}`);
	const list = notes.length === 0 ? "" : `\n\nStatements that do not count:\n\n${notes.join("\n")}`;
	if (verdict === void 0) return `**No verdict of the gate holds for this digest.** ${warning}${list}`;
	const { result, outcome, reasons, policy } = verdict.predicate;
	const until = findExpiry(verdict.madeAt, rules);
	const passed = `**The gate passed it** on ${formatTime(verdict.madeAt)} by policy ${renderCode(policy.digest)}.`;
	const limit = until === void 0 ? "" : ` The verdict counts until ${formatTime(until)}.`;
	if (result === "PASSED") return `${passed}${limit}${list}`;
	const lines = reasons.slice(0, maxNames).map((reason) => `- ${escapeMarkdown(reason)}`);
	return `**The gate did not pass it (${outcome ?? "failed"}).** ${warning}\n\n${lines.join("\n")}${list}`;
}
function findExpiry(madeAt, { policy }) {
	const maxAge = policy.ok ? policy.policy.environments.production?.freshness.scan : void 0;
	return maxAge === void 0 || !Number.isFinite(maxAge) ? void 0 : madeAt + maxAge;
}
function renderTable(facts) {
	const { candidate, running, rules, place, job } = facts;
	return [
		"| | |",
		"| --- | --- |",
		...[
			["Digest", renderCode(candidate.image.digest)],
			["Platforms", candidate.described.platforms.map(renderCode).join(", ")],
			["Goes to", renderCode(`${place.registry}/${place.repository}`)],
			["Made by", renderOrigin(candidate)],
			["Runs now", running === void 0 ? "nothing of this repository" : renderRunning(running)],
			["Changes", renderChanges(facts)],
			["Rules", `${renderCode(rules.policyFile.name)} of ${renderCode(rules.branch)} at ${renderCode(rules.commit)}`],
			["This run is on", renderCode(job.sha)]
		].map(([name, value]) => `| ${name} | ${value} |`)
	].join("\n");
}
function renderOrigin({ origin }) {
	if (origin === void 0) return "**unknown: no provenance and no import record holds**";
	if (origin.kind === "import") return `import of ${renderCode(origin.predicate.upstream)}`;
	const { commit, builder, bases } = origin.predicate;
	const on = bases.map(({ image, digest }) => renderCode(`${image.replace(/@.*$/, "")}@${digest}`)).join(", ");
	const base = on === "" ? "" : `, on ${on}`;
	return `${renderCode(builder)} from commit ${renderCode(commit)}${base}`;
}
function renderRunning({ completion }) {
	const { target, completedAt, approvers } = completion;
	const who = approvers.map(({ login }) => renderCode(login)).join(", ");
	return `${renderCode(target.digest)}, since ${renderCode(completedAt)}, approved by ${who}`;
}
function renderChanges({ running, job }) {
	if (running === void 0) return "the first promotion of this repository";
	const { commit } = running.completion;
	if (commit === job.sha) return "the same commit";
	return `[${commit.slice(0, 12)}…${job.sha.slice(0, 12)}](${job.serverUrl}/${job.repository}/compare/${commit}...${job.sha})`;
}
function renderDifferences({ candidate, running }) {
	if (running === void 0) return [];
	const [before, after] = [running.described, candidate.described];
	return [renderDifference("Findings", compareNames(before.findings, after.findings)), renderDifference("Packages", compareNames(before.packages, after.packages))];
}
function renderDifference(title, difference) {
	if (difference === void 0) return `### ${title}\n\nNot known: a signed statement is missing on one side.`;
	const { added, removed } = difference;
	if (added.length + removed.length === 0) return `### ${title}\n\nThe same as what runs.`;
	return [
		`### ${title}`,
		"",
		...renderNames("New", added),
		...renderNames("Gone", removed)
	].join("\n");
}
function renderNames(title, names) {
	if (names.length === 0) return [];
	const shown = names.slice(0, maxNames).map(renderCode).join(", ");
	const rest = names.length > maxNames ? ` and ${names.length - maxNames} more` : "";
	return [`- ${title} (${names.length}): ${shown}${rest}`];
}
function renderBackOut({ running }) {
	return `### Back out\n\n${running === void 0 ? "Nothing ran before it: take the digest out of use with revoke-image." : `Point the deployment at ${renderCode(formatImageReference(running.completion.target))} again, which stays in live, and take the new digest out of use with revoke-image.`}`;
}

// actions/write-page/src/readiness.ts
/** Why promotion would refuse the image by its verdict, under the same code; undefined when it would not. */
function explainUnready({ image, verdict, refused }) {
	const subject = formatImageReference(image);
	if (verdict === void 0) {
		const codes = refused.filter(({ about }) => about === "verdict").map(({ code }) => code);
		const reason = codes.length === 0 ? "none hangs on it" : `none of them holds: ${codes.join(", ")}`;
		return new UserError("PROMOTION_VERDICT_MISSING", {
			subject,
			reason
		});
	}
	const code = findVerdictFailure(verdict.predicate);
	if (code === void 0) return void 0;
	return new UserError(code, {
		subject,
		reason: verdict.predicate.reasons[0] ?? "it gives no reason"
	});
}

// actions/write-page/src/running.ts
/** Reads what was promoted last and not revoked; undefined when live has none of this repository. */
async function readRunning(client, repository, { rules, now }) {
	const shelf = {
		client,
		repository,
		keys: rules.keys,
		now: () => now
	};
	const digest = await findRunning(shelf);
	if (digest === void 0) return void 0;
	const stored = await findRecord(shelf, "promotion", digest);
	if (stored === void 0) return void 0;
	const image = {
		registry: client.registry,
		repository,
		digest
	};
	return {
		completion: stored.record,
		described: await describeImage(client, image, {
			keys: rules.keys,
			now
		})
	};
}

// actions/write-page/src/main.ts
/** Reads what is asked for and what runs, and writes down what an approver has to know; nothing is changed. */
async function run(inputs, deps, log) {
	const rules = await log.group("Read the rules from the protected branch", async () => readRules(await openRuleSource(deps.github)));
	const at = {
		rules,
		now: deps.clock.now()
	};
	const quarantine = await openRegistry(inputs.quarantineRegistry.id, deps);
	const live = await openRegistry(inputs.liveRegistry.id, deps);
	const repository = inputs.repository ?? inputs.image.repository;
	const facts = {
		candidate: await log.group("Read the image and its statements", () => readCandidate(inputs.image, quarantine, at)),
		running: await log.group("Read what runs", () => readRunning(live, repository, at)),
		rules,
		job: deps.job,
		place: {
			registry: live.registry,
			repository
		}
	};
	const page = renderPage(facts);
	return conclude(facts, page, await writePage(inputs.outputFolder, page));
}
async function openRegistry(registryId, deps) {
	const { loginServer } = await deps.management(registryId).readAccount();
	return deps.registry(loginServer);
}
async function writePage(folder, page) {
	await mkdir(folder, { recursive: true });
	const file = join(folder, "page.md");
	await writeFile(file, page);
	return file;
}
function conclude({ candidate, running, place }, summary, page) {
	const image = formatImageReference(candidate.image);
	const outputs = {
		image,
		page,
		summary,
		pageDigest: computeDigest(summary),
		target: `${place.registry}/${place.repository}`,
		running: running === void 0 ? "" : formatImageReference(running.completion.target)
	};
	const refusal = explainUnready(candidate);
	if (refusal === void 0) return {
		outputs,
		verdict: {
			isFailure: false,
			message: `${image}: the page is ${outputs.pageDigest}`
		}
	};
	return {
		outputs,
		verdict: {
			isFailure: true,
			message: `${refusal.code}: ${refusal.message} — ${refusal.remedy}`
		}
	};
}

// actions/write-page/src/summary.ts
/** The page, and its digest below it. */
function renderSummary({ summary, pageDigest }) {
	return `${summary}\nThis page: ${renderCode(pageDigest)}\n`;
}

// actions/write-page/src/index.ts
await runAction({
	name: "write-page",
	description,
	inputs,
	outputs,
	createDeps,
	run,
	renderSummary
});

export {  };