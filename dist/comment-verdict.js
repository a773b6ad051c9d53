import { choice, defineInputs, defineOutputs, jobToken, path as path$2, runAction, text } from "./lib/action.js";
import { openGithubComments } from "./lib/session.js";
import { UserError } from "./lib/base/errors.js";
import { checkJson, checkShape, encodePath, escapeMarkdown, findErrorCode, renderCode } from "./lib/base.js";
import { array, integer, literal, maxLength, minValue, nullable, number, object, optional, picklist, pipe, regex, string } from "./vendor/valibot.js";
import { join } from "node:path";
import { readFile, readdir, stat } from "node:fs/promises";

// actions/comment-verdict/src/deps.ts
/** The real outside. */
function createDeps(inputs, context) {
	return {
		clock: context.clock,
		job: context.job,
		comments: openGithubComments(context, inputs.githubToken.reveal()),
		readEvent: () => context.readEvent()
	};
}

// actions/comment-verdict/src/inputs.ts
/** What the action does, in one sentence. */
const description = "Write what the gate decided about the images of a pull request into one comment, and keep it current.";
/** The inputs of comment-verdict. */
const inputs = defineInputs({
	decisions: path$2({
		description: "Folder with one folder `decision-<name>` an image: what gate-image wrote, as downloaded artifacts.",
		required: true,
		mustBe: "folder"
	}),
	scans: path$2({
		description: "Folder with one folder `scan-<name>` an image: what scan-image wrote. Without it the age is not shown.",
		mustBe: "folder"
	}),
	result: choice({
		description: "How the jobs that judged the images ended: `needs.<job>.result`. With anything but `success` the comment never says that all images pass, even if every verdict that arrived is a pass.",
		values: [
			"success",
			"failure",
			"cancelled",
			"skipped"
		]
	}),
	"github-token": jobToken({ description: "Token of this job with `pull-requests: write`." }),
	"comment-author": text({
		description: "The login that `github-token` writes as: only a comment of this account is edited. The token of another app writes as `<slug>[bot]`.",
		default: "github-actions[bot]"
	})
});
/** The outputs of comment-verdict. */
const outputs = defineOutputs({
	"comment-url": { description: "Where the comment is." },
	status: { description: "`added`, `edited`, or `unchanged` when it said the same already." },
	images: { description: "How many images it is about." }
});

// actions/comment-verdict/src/schema.ts
const count = pipe(number(), integer(), minValue(0));
const line = pipe(string(), maxLength(2e3));
const path$1 = pipe(line, regex(/^(?!(?:.*\/)?\.{1,2}(?:\/|$))/s, "is no path inside the repository"));
/** The file `decision.json` of gate-image, as far as the comment shows it; further fields are let through. */
const DecisionFile = object({
	kind: literal("lazaret-decision"),
	image: line,
	decision: picklist([
		"pass",
		"fail",
		"indeterminate"
	]),
	environment: line,
	counts: object({
		findings: count,
		blocking: count
	}),
	policy: object({
		path: path$1,
		branch: line,
		commit: pipe(string(), regex(/^[0-9a-f]{40}$/))
	}),
	reasons: array(object({
		outcome: picklist(["fail", "indeterminate"]),
		rule: line,
		subject: line,
		detail: line,
		clears: line
	})),
	sizes: optional(array(object({
		platform: line,
		bytes: count
	})), []),
	newFindings: optional(array(object({
		id: line,
		severity: line,
		package: line
	})))
});
const Metadata = object({ ImageConfig: optional(object({ history: optional(array(object({ created: optional(string()) }))) })) });
/** The file `report.json` of scan-image, as far as the comment shows it. */
const ScanFile = object({
	kind: literal("lazaret-scan"),
	platforms: array(object({
		platform: line,
		report: optional(nullable(object({ Metadata: optional(Metadata) })))
	}))
});
/** The webhook payload of `pull_request`: https://docs.github.com/webhooks/webhook-events-and-payloads#pull_request */
const PullRequestEvent = object({ pull_request: object({
	number: pipe(number(), integer(), minValue(1)),
	head: object({ sha: pipe(string(), regex(/^[0-9a-f]{40}$/)) })
}) });

// actions/comment-verdict/src/read.ts
const maxImages = 2e3;
const maxBytes = 268435456;
const prefix = "decision-";
/** The verdicts of all images, by name. Throws COMMENT_VERDICT_UNREADABLE for a file that is not what it should be. */
async function readVerdicts(decisions, scans) {
	const names = (await readdir(decisions)).filter((name) => name.startsWith(prefix)).sort();
	if (names.length > maxImages) throw unreadable(decisions, `more than ${maxImages} decisions`);
	return Promise.all(names.map((name) => readVerdict(name.slice(9), decisions, scans)));
}
async function readVerdict(name, decisions, scans) {
	const file = join(decisions, `${prefix}${name}`, "decision.json");
	const decision = await find(file, DecisionFile);
	if (decision === void 0) throw unreadable(file, "it is not there");
	return {
		name,
		decision,
		scan: scans === void 0 ? void 0 : await find(join(scans, `scan-${name}`, "report.json"), ScanFile)
	};
}
async function find(file, schema) {
	const text = await readText(file);
	if (text === void 0) return void 0;
	const checked = checkJson(schema, text);
	if (!checked.ok) throw unreadable(file, checked.problems.slice(0, 3).join("; "));
	return checked.value;
}
async function readText(file) {
	try {
		if ((await stat(file)).size > maxBytes) throw unreadable(file, `it has more than ${maxBytes} bytes`);
		return await readFile(file, "utf8");
	} catch (error) {
		if (findErrorCode(error) === "ENOENT") return void 0;
		throw error;
	}
}
function unreadable(subject, reason) {
	return new UserError("COMMENT_VERDICT_UNREADABLE", {
		subject,
		reason
	});
}

// actions/comment-verdict/src/render.ts
/** Tells our comment from all others; titles change. */
const marker = "<!-- lazaret: verdict -->";
const maxCharacters = 6e4;
const maxRows = 100;
const maxReasons = 20;
/** The comment: a row an image, then what blocks each. */
function renderComment(verdicts, page) {
	const { repositoryUrl, runId, commit } = page;
	return `${fit([
		marker,
		`### ${renderTitle(verdicts, page)}`,
		`For ${commit.slice(0, 12)}, in [run ${runId}](${repositoryUrl}/actions/runs/${runId}). Nothing of a pull request is promoted; after the merge everything is built and judged again.`,
		renderTable(verdicts.slice(0, maxRows), page),
		...verdicts.length > maxRows ? [`And ${verdicts.length - maxRows} more images.`] : []
	].join("\n\n"), verdicts.map((verdict) => renderReasons(verdict, page)).filter((text) => text !== ""))}\n`;
}
function renderTitle(verdicts, { isWhole }) {
	const blocked = verdicts.filter(({ decision }) => decision.decision !== "pass").length;
	if (blocked === 0 && !isWhole) return "Not every check of the images succeeded: look at the run";
	if (verdicts.length === 0) return "No image was judged";
	if (verdicts.length === 1) return blocked === 0 ? "The image passes" : "The image does not pass";
	return blocked === 0 ? `All ${verdicts.length} images pass` : `${blocked} of ${verdicts.length} images do not pass`;
}
function renderTable(verdicts, page) {
	const rows = verdicts.map((verdict) => [
		renderCode(verdict.name),
		verdict.decision.decision,
		`${verdict.decision.counts.blocking} of ${verdict.decision.counts.findings}`,
		renderNews(verdict),
		renderSize(verdict),
		renderAge(verdict, page)
	]);
	const head = [
		"Image",
		"Verdict",
		"Blocking findings",
		"New against live",
		"Size",
		"Oldest layer"
	];
	return [
		head,
		head.map(() => "---"),
		...rows
	].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
function renderNews({ decision: { newFindings } }) {
	if (newFindings === void 0) return "unknown";
	const bySeverity = /* @__PURE__ */ new Map();
	for (const { severity } of newFindings) bySeverity.set(severity, (bySeverity.get(severity) ?? 0) + 1);
	const parts = [...bySeverity].map(([severity, count]) => `${count} ${escapeMarkdown(severity)}`);
	return parts.length === 0 ? "none" : parts.join(", ");
}
function renderSize({ decision }) {
	const sizes = decision.sizes.map(({ bytes }) => bytes);
	return sizes.length === 0 ? "unknown" : `${(Math.max(...sizes) / 1e6).toFixed(1)} MB`;
}
function renderAge({ scan }, { now }) {
	const dates = (scan?.platforms ?? []).flatMap(({ report }) => {
		const created = Date.parse(report?.Metadata?.ImageConfig?.history?.[0]?.created ?? "");
		return created > 0 ? [created] : [];
	});
	return dates.length === 0 ? "unknown" : `${Math.max(0, Math.floor((now - Math.min(...dates)) / 864e5))} days`;
}
function renderReasons({ name, decision }, { repositoryUrl }) {
	const { reasons, policy } = decision;
	if (reasons.length === 0) return "";
	const rule = `[${renderCode(policy.path)}](${repositoryUrl}/blob/${policy.commit}/${encodePath(policy.path)})`;
	const lines = reasons.slice(0, maxReasons).map(({ outcome, subject, detail, clears }) => `- **${outcome}** ${renderCode(subject)}: ${escapeMarkdown(detail)}. ${escapeMarkdown(clears)}`);
	const rest = reasons.length - maxReasons;
	if (rest > 0) lines.push(`- and ${rest} more; the summary of the run has all`);
	return `<details><summary>Why not: ${escapeMarkdown(name)}</summary>\n\n${lines.join("\n")}\n\nBy ${rule}.\n\n</details>`;
}
function fit(head, details) {
	const shown = [];
	let length = head.length;
	for (const text of details) {
		length += text.length + 2;
		if (length > maxCharacters) return [
			head,
			...shown,
			"The rest is in the summaries of the run."
		].join("\n\n");
		shown.push(text);
	}
	return [head, ...shown].join("\n\n");
}

// actions/comment-verdict/src/main.ts
/** Reads the verdicts, and writes them into the one comment of the pull request that started the run. */
async function run(inputs, deps, log) {
	const { number, commit } = await readPullRequest(deps);
	const verdicts = await log.group("Read the verdicts", () => readVerdicts(inputs.decisions, inputs.scans));
	for (const { name, decision } of verdicts) log.info(`${name}: ${decision.decision}`);
	const { serverUrl, repository, runId } = deps.job;
	const body = renderComment(verdicts, {
		repositoryUrl: `${serverUrl}/${repository}`,
		runId,
		commit,
		isWhole: (inputs.result ?? "success") === "success",
		now: deps.clock.now()
	});
	const { comment, status } = await log.group(`Comment on pull request ${number}`, () => writeComment({
		number,
		body,
		author: inputs.commentAuthor
	}, deps));
	if (comment.author !== inputs.commentAuthor) warnOfAuthor(comment, inputs, log);
	log.info(`${comment.url}: ${status}`);
	return {
		commentUrl: comment.url,
		status,
		images: String(verdicts.length)
	};
}
async function readPullRequest({ readEvent }) {
	const checked = checkShape(PullRequestEvent, await readEvent());
	if (!checked.ok) throw new UserError("COMMENT_NO_PULL_REQUEST", {
		subject: "the event",
		reason: checked.problems.join("; ")
	});
	const { number, head } = checked.value.pull_request;
	return {
		number,
		commit: head.sha
	};
}
async function writeComment({ number, body, author }, { comments }) {
	const own = (await comments.listComments(number)).find((comment) => comment.author === author && comment.body.startsWith("<!-- lazaret: verdict -->"));
	if (own === void 0) return {
		comment: await comments.addComment(number, body),
		status: "added"
	};
	if (own.body.trim() === body.trim()) return {
		comment: own,
		status: "unchanged"
	};
	return {
		comment: await comments.editComment(own.id, body),
		status: "edited"
	};
}
function warnOfAuthor({ author }, { commentAuthor }, log) {
	log.warning(`the token writes as "${author ?? ""}", not as "${commentAuthor}": set \`comment-author\` to it, or every run adds a comment`);
}

// actions/comment-verdict/src/summary.ts
/** The Markdown that the run's page shows. */
function renderSummary({ commentUrl, status, images }) {
	return `### Comment ${status}\n\n[The comment](${encodeURI(commentUrl)}) is about ${escapeMarkdown(images)} images.\n`;
}

// actions/comment-verdict/src/index.ts
await runAction({
	name: "comment-verdict",
	description,
	inputs,
	outputs,
	createDeps,
	run,
	renderSummary
});

export {  };