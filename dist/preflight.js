import { InputProblem, choice, defineInputs, defineOutputs, jobToken, runAction, text } from "./lib/action.js";
import { openGithub, openGithubPreflight, readAzureTime } from "./lib/session.js";
import { CodedError, ExternalError, UserError } from "./lib/base/errors.js";
import { classifySubject, listProblems, parseWorkflowRef, readClaims } from "./lib/domain/preflight.js";
import { array, nullable, number, object, string } from "./vendor/valibot.js";
import { checkJson, checkShape, escapeMarkdown, renderCode } from "./lib/base.js";

// actions/preflight/src/deps.ts
const jobTokenPrefix = "ghs_";
/** The real systems; nothing is asked before the run. */
function createDeps(inputs, context) {
	const token = inputs.githubToken.reveal();
	return {
		job: context.job,
		clock: context.clock,
		isJobToken: token.startsWith(jobTokenPrefix),
		github: openGithub(context, token),
		preflight: openGithubPreflight(context, token),
		readAzureTime: (tenantId) => readAzureTime(context, tenantId),
		getIdToken: (audience) => context.getIdToken(audience),
		readEvent: () => context.readEvent()
	};
}

// actions/preflight/src/parse.ts
const eventPattern = /^[a-z][a-z_]{1,49}$/;
const filePattern = /^(?:\.github\/workflows\/)?([\w][\w.-]{0,99}\.ya?ml)$/;
/** Events that nobody can mean: they run code of strangers with the rights of the default branch. */
const forbidden = [
	"pull_request_target",
	"workflow_run",
	"issue_comment"
];
/** Names of events; at least one, and none that hands the job to strangers. */
function parseEvents(text) {
	const names = text.split(/[\s,]+/).filter((name) => name !== "");
	const wrong = names.find((name) => !eventPattern.test(name));
	if (wrong !== void 0 || names.length === 0) throw new InputProblem(`"${wrong ?? text}" is no event`, "event names such as `push, workflow_dispatch`");
	const risky = names.find((name) => forbidden.includes(name));
	if (risky === void 0) return names;
	throw new InputProblem(`"${risky}" lets strangers start a privileged job`, "events that only people with write access cause, e.g. `push`");
}
/** The path of a workflow file. */
function parseWorkflow(text) {
	const [, name] = filePattern.exec(text) ?? [];
	if (name !== void 0) return `.github/workflows/${name}`;
	throw new InputProblem(`"${text}" is no workflow file`, "a name such as `promote.yml`");
}

// actions/preflight/src/inputs.ts
/** What the action does, in one sentence. */
const description = "Check, before a privileged job does anything, that it runs where and as it must.";
/** The inputs of preflight. */
const inputs = defineInputs({
	events: text({
		description: "The events that may start the job. `pull_request` stands for pull requests that come from no fork.",
		required: true,
		form: "event names, separated by commas or one a line",
		parse: parseEvents
	}),
	workflow: text({
		description: "The workflow file that defines the job, e.g. `promote.yml`. The OIDC token has to name it on the default branch, or in another repository by its commit.",
		required: true,
		form: "a file name, or its path from `.github/workflows/`",
		parse: parseWorkflow
	}),
	environment: text({ description: "The environment that the job has to run in; its settings are read back and have to protect." }),
	"runner-group": text({ description: "The runner group that the job has to run in." }),
	"tenant-id": text({ description: "An Entra tenant whose clock the runner’s is compared with." }),
	"subject-form": choice({
		description: "The form that the OIDC subject has to have: with names alone, or with ids (GitHub’s default since July 2026).",
		values: [
			"any",
			"old",
			"immutable"
		],
		default: "any"
	}),
	"github-token": jobToken({ description: "Token of this job with `contents: read` and `actions: read`." })
});
/** The outputs of preflight. */
const outputs = defineOutputs({
	problems: { description: "JSON list of what is wrong: `code`, `subject`, `reason`. `[]` when the job may go on." },
	subject: { description: "The subject of the job’s OIDC token; the federated credential has to have it." },
	"subject-form": { description: "`old`, `immutable` or `other`." },
	"workflow-ref": { description: "The workflow file that defines the job, as the token names it." },
	"workflow-commit": { description: "The commit of that file." },
	branch: { description: "The default branch." }
});

// actions/preflight/src/clock.ts
/** Asks a system and compares its time with ours; any time between question and answer is right. */
async function readClock(system, clock, read) {
	const before = clock.now();
	const answer = await read();
	const after = clock.now();
	const { answeredAt } = answer;
	return {
		answer,
		clock: {
			system,
			skewMs: answeredAt - Math.min(Math.max(answeredAt, before), after)
		}
	};
}

// actions/preflight/src/gather.ts
const audience = "lazaret-preflight";
/** Asks everybody; a question that fails leaves its fact undefined and becomes a problem. */
async function gather(inputs, deps) {
	const { tenantId } = inputs;
	const failures = [];
	const attempt = async (read) => {
		try {
			return await read();
		} catch (error) {
			if (!(error instanceof CodedError)) throw error;
			failures.push({
				code: error.code,
				subject: error.subject,
				reason: error.reason
			});
			return;
		}
	};
	const [claims, repository] = await Promise.all([attempt(() => takeClaims(deps)), attempt(() => readClock("GitHub", deps.clock, () => deps.preflight.readRepository()))]);
	const branch = repository?.answer.facts.defaultBranch;
	const [guard, place, azure] = await Promise.all([
		gatherGuard(deps, {
			claims,
			branch,
			attempt
		}),
		gatherPlace(inputs, deps, {
			claims,
			attempt
		}),
		tenantId === void 0 ? void 0 : attempt(() => readEntraClock(deps, tenantId))
	]);
	const clocks = [repository?.clock, azure].filter((clock) => clock !== void 0);
	return {
		found: {
			claims,
			repository: repository?.answer.facts,
			...guard,
			...place,
			clocks
		},
		failures
	};
}
async function gatherGuard(deps, { claims, branch, attempt }) {
	const { isJobToken, github, preflight } = deps;
	const token = {
		isJobToken,
		hasAdministration: void 0
	};
	if (branch === void 0) return {
		isBranchProtected: void 0,
		isWorkflowCommitKnown: void 0,
		token
	};
	const [tip, hasAdministration] = await Promise.all([attempt(() => github.readBranch(branch)), attempt(() => preflight.hasAdministration(branch))]);
	return {
		isBranchProtected: tip?.isProtected,
		isWorkflowCommitKnown: tip === void 0 || claims === void 0 ? void 0 : await attempt(() => isInHistory(deps, claims, tip.sha)),
		token: {
			isJobToken,
			hasAdministration
		}
	};
}
async function gatherPlace({ environment, runnerGroup }, deps, { claims, attempt }) {
	const [settings, runner, isFork] = await Promise.all([
		environment === void 0 ? void 0 : attempt(() => findSettings(deps, environment)),
		runnerGroup === void 0 ? void 0 : attempt(() => findRunner(deps, claims)),
		deps.job.eventName === "pull_request" ? attempt(() => readIsFork(deps)) : void 0
	]);
	return {
		environment: settings,
		runner,
		isFork
	};
}
async function findSettings({ github }, name) {
	return await github.findEnvironment(name) ?? "missing";
}
async function takeClaims({ getIdToken }) {
	const checked = readClaims(await getIdToken(audience));
	if (checked.ok) return checked.value;
	throw new ExternalError("ID_TOKEN_UNAVAILABLE", {
		system: "GitHub Actions OIDC",
		operation: "request an ID token",
		subject: audience,
		reason: checked.problems.slice(0, 3).join("; ")
	});
}
async function isInHistory({ github, job }, claims, tip) {
	const { repository } = parseWorkflowRef(claims.job_workflow_ref) ?? {};
	if (repository?.toLowerCase() !== job.repository.toLowerCase()) return void 0;
	if (claims.job_workflow_sha === tip) return true;
	const { status } = await github.compare(claims.job_workflow_sha, tip);
	return status === "ahead" || status === "identical";
}
async function findRunner(deps, claims) {
	const group = (await findOwnJob(deps, claims))?.runnerGroup;
	return group === void 0 ? "missing" : { group };
}
async function findOwnJob({ preflight, job }, claims) {
	if (claims?.check_run_id !== void 0) return preflight.findJob(claims.check_run_id);
	const [own, ...others] = (await preflight.listJobs(job.runId, job.runAttempt)).filter(({ status }) => status === "in_progress").filter(({ runnerName }) => runnerName !== void 0 && runnerName === job.runnerName);
	return others.length > 0 ? void 0 : own;
}
async function readEntraClock(deps, tenantId) {
	const read = async () => ({ answeredAt: await deps.readAzureTime(tenantId) });
	return (await readClock("Entra ID", deps.clock, read)).clock;
}
const id = object({ id: number() });
const PullRequestEvent = object({ pull_request: object({
	head: object({ repo: nullable(id) }),
	base: object({ repo: id })
}) });
async function readIsFork({ readEvent }) {
	const checked = checkShape(PullRequestEvent, await readEvent());
	if (!checked.ok) return void 0;
	const { head, base } = checked.value.pull_request;
	return head.repo?.id !== base.repo.id;
}

// actions/preflight/src/main.ts
/** Reads what GitHub says of the job and its surroundings, and names everything that must not be so. */
async function run(inputs, deps, log) {
	const { found, failures } = await log.group("Read back what protects this job", () => gather(inputs, deps));
	const problems = [...failures, ...listProblems({
		expected: buildExpected(inputs),
		job: deps.job,
		found
	})];
	for (const problem of problems) log.error(describe(problem));
	return {
		outputs: buildOutputs(found, problems),
		verdict: {
			isFailure: problems.length > 0,
			message: problems.length === 0 ? "The job runs where and as it must" : `PREFLIGHT_FAILED: ${problems.length} checks failed, each with an error of its own; nothing was done`
		}
	};
}
function buildExpected(inputs) {
	const { events, workflow, environment, runnerGroup, subjectForm } = inputs;
	return {
		events,
		workflow,
		environment,
		runnerGroup,
		subjectForm
	};
}
function describe({ code, subject, reason }) {
	const { message, remedy } = new UserError(code, {
		subject,
		reason
	});
	return `${code}: ${message} — ${remedy}`;
}
function buildOutputs({ claims, repository }, problems) {
	return {
		problems: JSON.stringify(problems),
		subject: claims?.sub ?? "",
		subjectForm: claims === void 0 ? "" : classifySubject(claims).form,
		workflowRef: claims?.job_workflow_ref ?? "",
		workflowCommit: claims?.job_workflow_sha ?? "",
		branch: repository?.defaultBranch ?? ""
	};
}

// actions/preflight/src/summary.ts
const Problems = array(object({
	code: string(),
	subject: string(),
	reason: string()
}));
/** What the job is, and what is wrong with it. */
function renderSummary(outputs, inputs) {
	const checked = checkJson(Problems, outputs.problems);
	const problems = checked.ok ? checked.value : [];
	const title = problems.length === 0 ? "The job runs where and as it must" : "The job must not run here";
	const rows = problems.map(({ code, subject, reason }) => `| ${renderCode(code)} | ${renderCode(subject)} | ${escapeMarkdown(reason)} |`);
	const table = rows.length === 0 ? [] : [
		"",
		"| Code | Subject | Why |",
		"| --- | --- | --- |",
		...rows
	];
	return `${[
		`### ${title}`,
		...table,
		"",
		...listFacts(outputs, inputs)
	].join("\n")}\n`;
}
function listFacts(outputs, { events, environment, runnerGroup }) {
	return [
		["Events", events.join(", ")],
		["Default branch", outputs.branch],
		["Workflow", outputs.workflowRef],
		["Commit of the workflow", outputs.workflowCommit],
		["Environment", environment],
		["Runner group", runnerGroup],
		["Subject", outputs.subject]
	].flatMap(([name, value]) => value === void 0 || value === "" ? [] : [`- ${name}: ${renderCode(value)}`]);
}

// actions/preflight/src/index.ts
await runAction({
	name: "preflight",
	description,
	inputs,
	outputs,
	createDeps,
	run,
	renderSummary
});

export {  };