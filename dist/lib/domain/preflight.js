import { object, optional, pipe, regex, string } from "../../vendor/valibot.js";
import { checkJson } from "../base.js";

// lib/domain/preflight/claims.ts
const Claims = object({
	sub: string(),
	repository: string(),
	ref: string(),
	ref_protected: optional(string()),
	sha: string(),
	event_name: string(),
	run_id: string(),
	run_attempt: string(),
	environment: optional(string()),
	workflow_ref: optional(string()),
	job_workflow_ref: string(),
	job_workflow_sha: string(),
	check_run_id: optional(pipe(string(), regex(/^\d{1,19}$/)))
});
/**
* The claims of a token of our own, unverified: it came from GitHub over TLS, and what counts is what Entra makes of
* the same claims. Nothing but the checked claims leaves this function.
*/
function readClaims(token) {
	const [, payload] = token.split(".");
	if (payload === void 0) return {
		ok: false,
		problems: ["it is no JSON Web Token"]
	};
	const checked = checkJson(Claims, Buffer.from(payload, "base64url").toString("utf8"));
	return checked.ok ? checked : {
		ok: false,
		problems: checked.problems.map(dropQuote)
	};
}
/** A claim `owner/name/path@ref` in its parts; undefined when it is none. */
function parseWorkflowRef(claim) {
	const [, repository, path, ref] = /^([^/@]+\/[^/@]+)\/([^@]+)@(.+)$/.exec(claim) ?? [];
	if (repository === void 0 || path === void 0 || ref === void 0) return void 0;
	return {
		repository,
		path,
		ref
	};
}
function dropQuote(problem) {
	return problem.startsWith("not JSON") ? "its claims are no JSON" : problem;
}
/** Holds what the token says of a job beside what the runner says. */
function listPairs(job, claims) {
	return [
		[
			"repository",
			claims.repository,
			job.repository
		],
		[
			"ref",
			claims.ref,
			job.ref
		],
		[
			"sha",
			claims.sha,
			job.sha
		],
		[
			"event_name",
			claims.event_name,
			job.eventName
		],
		[
			"run_id",
			claims.run_id,
			String(job.runId)
		]
	];
}

// lib/domain/preflight/subject.ts
/**
* What kind of subject a token has. Since 15 July 2026 new repositories have ids in theirs:
* https://docs.github.com/actions/reference/security/oidc
*/
function classifySubject({ sub, repository, job_workflow_ref: workflow }) {
	const [owner = "", name = ""] = repository.split("/");
	const immutable = new RegExp(`^repo:${escape(owner)}@\\d+/${escape(name)}@\\d+:`, "i");
	const old = new RegExp(`^repo:${escape(owner)}/${escape(name)}:`, "i");
	const form = immutable.test(sub) ? "immutable" : old.test(sub) ? "old" : "other";
	const part = `job_workflow_ref:${workflow.replaceAll(":", "%3A")}`;
	return {
		form,
		namesWorkflow: `:${sub}:`.includes(`:${part}:`)
	};
}
function escape(text) {
	return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

// lib/domain/preflight/checks.ts
/** How far a clock may be off; the age of signatures is judged with as much again in reserve. */
const maxSkewMs = 12e4;
/** Everything that must not be so, in the order in which a person would mend it. */
function listProblems(facts) {
	return [
		checkServer,
		checkEvent,
		checkRef,
		checkBranch,
		checkClaims,
		checkWorkflow,
		checkEnvironment,
		checkSettings,
		checkRunner,
		checkToken,
		checkSubject,
		checkClocks
	].flatMap((check) => check(facts));
}
function checkServer({ job }) {
	if (job.serverUrl === "https://github.com") return [];
	return [problem("PREFLIGHT_SERVER_UNSUPPORTED", job.serverUrl, "it is not https://github.com")];
}
function checkEvent({ expected, job, found }) {
	if (!expected.events.includes(job.eventName)) return [problem("PREFLIGHT_EVENT_FORBIDDEN", job.eventName, `allowed are ${expected.events.join(", ")}`)];
	if (job.eventName !== "pull_request" || found.isFork === false) return [];
	const reason = found.isFork === true ? "its head is in a fork" : "the event does not say where its head is";
	return [problem("PREFLIGHT_FORK", job.ref, reason)];
}
function checkRef({ expected, job, found }) {
	const isPull = job.eventName === "pull_request" && expected.events.includes("pull_request");
	if (isPull && /^refs\/pull\/\d+\/merge$/.test(job.ref)) return [];
	const branch = found.repository?.defaultBranch;
	if (branch === void 0 || !isPull && job.ref === `refs/heads/${branch}`) return [];
	const wanted = isPull ? "refs/pull/<number>/merge" : `refs/heads/${branch}`;
	return [problem("PREFLIGHT_REF_FORBIDDEN", job.ref, `it is not ${wanted}`)];
}
function checkBranch({ found }) {
	if (found.isBranchProtected !== false) return [];
	return [problem("PREFLIGHT_BRANCH_UNPROTECTED", found.repository?.defaultBranch ?? "", "GitHub shows no protection of it")];
}
function checkClaims({ job, found: { claims } }) {
	if (claims === void 0) return [];
	const attempt = [
		"run_attempt",
		claims.run_attempt,
		String(job.runAttempt)
	];
	return [...listPairs(job, claims), attempt].flatMap(([name, said, is]) => said === is ? [] : [problem("PREFLIGHT_CLAIMS_FOREIGN", name, `the token says ${said}, the runner ${is}`)]);
}
function checkWorkflow(facts) {
	const { claims, isWorkflowCommitKnown } = facts.found;
	if (claims === void 0) return [];
	const { job_workflow_ref: ref, job_workflow_sha: sha } = claims;
	const reason = explainWorkflow(facts, claims);
	return [...reason === void 0 ? [] : [problem("PREFLIGHT_WORKFLOW_MISMATCH", ref, reason)], ...isWorkflowCommitKnown === false ? [problem("PREFLIGHT_WORKFLOW_COMMIT_UNKNOWN", sha, "the default branch does not descend from it")] : []];
}
const commitPattern = /^[0-9a-f]{40}$/;
function explainWorkflow({ expected, job, found }, claims) {
	const workflow = parseWorkflowRef(claims.job_workflow_ref);
	if (workflow === void 0) return "it is no `owner/name/path@ref`";
	if (workflow.path !== expected.workflow) return `expected is ${expected.workflow}`;
	if (commitPattern.test(workflow.ref)) return workflow.ref === claims.job_workflow_sha ? void 0 : "the token names another commit beside it";
	if (workflow.repository.toLowerCase() !== job.repository.toLowerCase()) return "a workflow of another repository has to be called by its commit, 40 hex digits";
	const branch = found.repository?.defaultBranch;
	if (branch === void 0 || workflow.ref === `refs/heads/${branch}`) return void 0;
	return `expected is the file on refs/heads/${branch}`;
}
function checkEnvironment({ expected, found: { claims } }) {
	if (expected.environment === void 0 || claims === void 0) return [];
	if (claims.environment === expected.environment) return [];
	const reason = `the token names ${claims.environment ?? "none"}`;
	return [problem("PREFLIGHT_ENVIRONMENT_MISMATCH", expected.environment, reason)];
}
function checkSettings({ expected, found }) {
	const { environment: settings, repository } = found;
	const name = expected.environment;
	if (name === void 0 || settings === void 0) return [];
	if (settings === "missing") return [problem("PREFLIGHT_ENVIRONMENT_MISSING", name, "GitHub knows no such environment")];
	return [...listWrong(name, [
		[
			settings.canAdminsBypass,
			"PREFLIGHT_ENVIRONMENT_BYPASS",
			"can_admins_bypass is on"
		],
		[
			!settings.preventSelfReview,
			"PREFLIGHT_ENVIRONMENT_SELF_REVIEW",
			"prevent_self_review is off"
		],
		[
			settings.reviewerCount < 1,
			"PREFLIGHT_ENVIRONMENT_REVIEWERS",
			"it has no required reviewers"
		]
	]), ...repository === void 0 ? [] : checkPlanAndBranches(name, settings, repository)];
}
function checkPlanAndBranches(name, { reviewerCount, branchPolicy, branchPatterns }, { visibility, defaultBranch }) {
	const patterns = branchPolicy === "custom" ? branchPatterns : [`all (${branchPolicy})`];
	const isOnlyBranch = patterns.length === 1 && patterns[0] === defaultBranch;
	const isPlanDoubted = reviewerCount < 1 && visibility !== "public";
	const allowed = patterns.join(", ") || "no branch";
	return listWrong(name, [[
		isPlanDoubted,
		"PREFLIGHT_PLAN_LACKS_REVIEWERS",
		`the repository is ${visibility}`
	], [
		!isOnlyBranch,
		"PREFLIGHT_ENVIRONMENT_BRANCHES",
		`it allows ${allowed}, not ${defaultBranch} alone`
	]]);
}
function checkRunner({ expected, found: { runner } }) {
	const { runnerGroup } = expected;
	if (runnerGroup === void 0 || runner === void 0) return [];
	if (runner === "missing") return [problem("PREFLIGHT_RUNNER_UNKNOWN", runnerGroup, "GitHub lists no such job")];
	if (runner.group === runnerGroup) return [];
	return [problem("PREFLIGHT_RUNNER_MISMATCH", runner.group, `expected is ${runnerGroup}`)];
}
function checkToken({ found: { token, repository } }) {
	return listWrong("github-token", [
		[
			!token.isJobToken,
			"PREFLIGHT_TOKEN_FOREIGN",
			"it does not begin as a token of an app does"
		],
		[
			token.hasAdministration === true,
			"PREFLIGHT_TOKEN_EXCESSIVE",
			"it reads what needs administration"
		],
		[
			repository?.canPush === true,
			"PREFLIGHT_TOKEN_EXCESSIVE",
			"it may push as a person"
		]
	]);
}
function checkSubject({ expected, found: { claims } }) {
	if (claims === void 0) return [];
	const { form, namesWorkflow } = classifySubject(claims);
	const { subjectForm } = expected;
	const isOther = subjectForm !== "any" && form !== subjectForm;
	return [...namesWorkflow ? [] : [problem("PREFLIGHT_SUBJECT_BROAD", claims.sub, "it has no part `job_workflow_ref`")], ...isOther ? [problem("PREFLIGHT_SUBJECT_FORM", claims.sub, `its form is ${form}, not ${subjectForm}`)] : []];
}
function checkClocks({ found }) {
	return found.clocks.flatMap(({ system, skewMs }) => {
		if (Math.abs(skewMs) <= 12e4) return [];
		return [problem("PREFLIGHT_CLOCK_SKEWED", system, `the runner is ${Math.round(Math.abs(skewMs) / 1e3)} s ${skewMs > 0 ? "behind" : "ahead"}`)];
	});
}
function listWrong(subject, rows) {
	return rows.flatMap(([isWrong, code, reason]) => isWrong ? [problem(code, subject, reason)] : []);
}
function problem(code, subject, reason) {
	return {
		code,
		subject,
		reason
	};
}

// lib/domain/preflight/signing-job.ts
/**
* Events whose workflow file is the one of the ref that they ran for. Every other one (pull_request and its kin,
* merge_group, workflow_run, issue_comment, repository_dispatch, …) is started by what somebody else wrote:
* https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
*/
const signingEvents = [
	"push",
	"schedule",
	"workflow_dispatch"
];
/**
* Why a job must not sign: others can cause its event, its ref is not protected, or GitHub's token describes it
* otherwise than the runner's variables do. Undefined when it may.
*/
async function explainUntrustedJob(job, readToken) {
	if (!signingEvents.includes(job.eventName)) return `it was started by ${job.eventName}, not by ${signingEvents.join(", ")}`;
	const checked = readClaims(await readToken());
	if (!checked.ok) return `its token: ${checked.problems.slice(0, 3).join("; ")}`;
	const workflow = [
		"workflow_ref",
		checked.value.workflow_ref ?? "nothing",
		job.workflowRef
	];
	const foreign = [...listPairs(job, checked.value), workflow].find(([, said, is]) => said !== is);
	if (foreign !== void 0) return `${foreign[0]}: its token says ${foreign[1]}, the runner ${foreign[2]}`;
	return checked.value.ref_protected === "true" ? void 0 : `${job.ref} is not protected`;
}

export { classifySubject, explainUntrustedJob, listProblems, parseWorkflowRef, readClaims };