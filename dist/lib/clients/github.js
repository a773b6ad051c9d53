import { createRest, findNextPage, quoteReply, readCorrelationId, readText } from "./http.js";
import { checkJson, formatTime } from "../base.js";
import { array, boolean, nonEmpty, nullable, nullish, number, object, optional, picklist, pipe, regex, strictObject, string, transform, union, unknown } from "../../vendor/valibot.js";
import { ExternalError, UserError } from "../base/errors.js";

// lib/clients/github/failures.ts
const ErrorBody = object({ message: optional(string(), "") });
/** A refusal of GitHub's REST API as a coded error. */
function explainGithubRefusal(response, call) {
	const checked = checkJson(ErrorBody, readText(response));
	const said = checked.ok && checked.value.message !== "" ? `, GitHub says: ${checked.value.message}` : "";
	const reason = quoteReply(`HTTP ${response.status}${said}`);
	if (isRateLimited(response)) return limited(response, call, reason);
	const hint = `the token needs "permissions: ${call.permission}"`;
	const remedy = `Add \`${call.permission}\` to \`permissions:\` of the job.`;
	if (response.status === 401) return new UserError("GITHUB_UNAUTHORIZED", {
		subject: call.path,
		reason
	});
	const facts = {
		subject: call.path,
		reason: `${reason}; ${hint}`,
		remedy
	};
	if (response.status === 403) return new UserError("GITHUB_FORBIDDEN", facts);
	if (response.status === 404) return new UserError("GITHUB_NOT_FOUND", facts);
	const isBusy = response.status >= 500;
	return new ExternalError(isBusy ? "GITHUB_UNAVAILABLE" : "GITHUB_REFUSED", {
		...describeCall(response, call),
		reason,
		isRetryable: isBusy
	});
}
/** GitHub answers 403 or 429, and says so in headers. https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
function isRateLimited(response) {
	if (response.status === 429) return true;
	if (response.status !== 403) return false;
	return response.headers.get("x-ratelimit-remaining") === "0" || response.headers.get("retry-after") !== void 0;
}
/** An answer that breaks its contract. */
function malformed(call, problems) {
	const facts = {
		system: "GitHub",
		operation: "GET",
		subject: call.path
	};
	return new ExternalError("GITHUB_MALFORMED", {
		...facts,
		reason: problems.slice(0, 3).join("; ")
	});
}
/** A list that goes on beyond what is read; deciding on a part of it would not be safe. */
function tooMany(call, bound) {
	const facts = {
		system: "GitHub",
		operation: "GET",
		subject: call.path
	};
	return new ExternalError("GITHUB_TOO_MANY", {
		...facts,
		reason: `more than ${bound} entries`
	});
}
function limited(response, call, reason) {
	const reset = Number(response.headers.get("x-ratelimit-reset"));
	const until = Number.isFinite(reset) && reset > 0 ? `; until ${formatTime(reset * 1e3)}` : "";
	const facts = {
		...describeCall(response, call),
		reason: `${reason}${until}`,
		isRetryable: true
	};
	return new ExternalError("GITHUB_RATE_LIMITED", facts);
}
function describeCall(response, call) {
	const correlationId = readCorrelationId(response);
	const facts = {
		system: "GitHub",
		operation: "GET",
		subject: call.path,
		status: response.status
	};
	return correlationId === void 0 ? facts : {
		...facts,
		correlationId
	};
}

// lib/clients/github/api.ts
/** One entry of a page, e.g. 300 changed files of a commit, can be large. */
const maxPageBytes = 16777216;
/** One object; undefined is never an answer. */
async function read(api, call, schema) {
	return take(call, await get(api, `${api.apiUrl}${call.path}`), schema);
}
/** One object, or undefined when GitHub does not show it. */
async function find(api, call, schema) {
	const response = await get(api, `${api.apiUrl}${call.path}`);
	return response.status === 404 ? void 0 : take(call, response, schema);
}
/** All pages by GitHub's own `Link` header; more than `maxEntries` entries is an error, never a cut. */
async function readPages(api, call, schema, bound) {
	const pages = [];
	let entries = 0;
	let url = `${api.apiUrl}${call.path}`;
	while (url !== void 0) {
		const response = await get(api, url);
		const page = take(call, response, schema);
		entries += bound.count(page);
		if (entries > bound.maxEntries) throw tooMany(call, bound.maxEntries);
		pages.push(page);
		url = findNextPage(response.headers.get("link"), url);
		if (pages.length > bound.maxEntries) throw tooMany(call, bound.maxEntries);
	}
	return pages;
}
/** The pages until `isEnough`, and whether they were all. */
async function readSome(api, call, schema, max) {
	const entries = [];
	let url = `${api.apiUrl}${call.path}`;
	while (url !== void 0 && entries.length < max) {
		const response = await get(api, url);
		entries.push(...take(call, response, schema));
		url = findNextPage(response.headers.get("link"), url);
	}
	return {
		entries: entries.slice(0, max),
		isComplete: url === void 0 && entries.length <= max
	};
}
function get(api, url) {
	return api.rest.send({
		method: "GET",
		url,
		maxBytes: maxPageBytes,
		headers: {
			Accept: "application/vnd.github+json",
			Authorization: `Bearer ${api.token}`,
			"X-GitHub-Api-Version": "2022-11-28"
		}
	});
}
function take(call, response, schema) {
	if (response.status !== 200) throw explainGithubRefusal(response, call);
	const checked = checkJson(schema, readText(response));
	if (checked.ok) return checked.value;
	throw malformed(call, checked.problems);
}

// lib/clients/github/facts.ts
function toAccount(body) {
	return {
		id: body.id,
		login: body.login,
		isBot: body.type === "Bot"
	};
}
function toRunFacts(body) {
	return {
		id: body.id,
		attempt: body.run_attempt,
		headSha: body.head_sha,
		headBranch: body.head_branch ?? void 0,
		event: body.event,
		actor: findAccount(body.actor),
		triggeringActor: findAccount(body.triggering_actor)
	};
}
function toCommitFacts(body) {
	const { commit } = body;
	return {
		sha: body.sha,
		message: commit.message,
		author: findAccount(body.author),
		committer: findAccount(body.committer),
		authorEmail: commit.author?.email ?? "",
		committerEmail: commit.committer?.email ?? "",
		isVerified: commit.verification?.verified ?? false,
		parents: body.parents.map(({ sha }) => sha)
	};
}
function toPullRequestFacts(body) {
	return {
		number: body.number,
		author: findAccount(body.user),
		mergedBy: findAccount(body.merged_by),
		mergeCommit: body.merge_commit_sha ?? void 0
	};
}
function toProtection(body, patterns) {
	const review = body.protection_rules.find(({ type }) => type === "required_reviewers");
	return {
		name: body.name,
		canAdminsBypass: body.can_admins_bypass,
		preventSelfReview: review?.prevent_self_review ?? false,
		reviewerCount: review?.reviewers.length ?? 0,
		branchPolicy: policyOf(body),
		branchPatterns: patterns
	};
}
function policyOf({ deployment_branch_policy: policy }) {
	if (policy === null) return "none";
	if (policy.custom_branch_policies) return "custom";
	return policy.protected_branches ? "protected" : "none";
}
function findAccount(body) {
	return body === null || body === void 0 ? void 0 : toAccount(body);
}

// lib/clients/github/schema.ts
const AccountBody = object({
	id: number(),
	login: string(),
	type: optional(string(), "User")
});
const OptionalAccountBody = nullish(union([AccountBody, pipe(strictObject({}), transform(() => null))]));
const Sha = pipe(string(), regex(/^[0-9a-f]{40}$/));
/** A workflow run, or one attempt of it. */
const RunBody = object({
	id: number(),
	run_attempt: number(),
	head_sha: Sha,
	head_branch: nullish(string()),
	event: string(),
	actor: nullish(AccountBody),
	triggering_actor: nullish(AccountBody)
});
/** The reviews of a run's deployments; a state that is not known is refused, because it might be a "no". */
const ApprovalsBody = array(object({
	state: picklist([
		"approved",
		"rejected",
		"pending"
	]),
	user: AccountBody,
	comment: nullish(string(), ""),
	environments: array(object({ name: string() }))
}));
/** An environment; rules of kinds that are not read are tolerated, a missing policy field is not. */
const EnvironmentBody = object({
	name: string(),
	can_admins_bypass: optional(boolean(), true),
	protection_rules: optional(array(object({
		type: string(),
		prevent_self_review: optional(boolean(), false),
		reviewers: optional(array(unknown()), [])
	})), []),
	deployment_branch_policy: nullable(object({
		protected_branches: boolean(),
		custom_branch_policies: boolean()
	}))
});
/** One page of the patterns of an environment. */
const BranchPoliciesBody = object({ branch_policies: array(object({
	name: string(),
	type: optional(string(), "branch")
})) });
const PersonBody = nullish(object({ email: nullish(string(), "") }));
const CommitBody = object({
	sha: Sha,
	commit: object({
		message: string(),
		author: PersonBody,
		committer: PersonBody,
		verification: nullish(object({ verified: boolean() }))
	}),
	author: OptionalAccountBody,
	committer: OptionalAccountBody,
	parents: array(object({ sha: Sha }))
});
const CommitsBody = array(CommitBody);
/** One page of a comparison. */
const CompareBody = object({
	status: picklist([
		"ahead",
		"behind",
		"diverged",
		"identical"
	]),
	total_commits: number(),
	commits: CommitsBody
});
/** Pull requests as a commit lists them: without the merger, which only the single form has. */
const PullListBody = array(object({ number: number() }));
const PullBody = object({
	number: number(),
	user: nullish(AccountBody),
	merged_by: nullish(AccountBody),
	merge_commit_sha: nullish(string())
});
const RepositoryBody = object({ default_branch: pipe(string(), nonEmpty()) });

// lib/clients/github/client.ts
/** Bounds of what is read as a whole; GitHub itself compares at most 10,000 commits. */
const maxCompared = 1e4;
const maxPulls = 100;
const maxPatterns = 200;
const maxApprovals = 1e3;
/** GitHub lists no more commits of a pull request (REST, "List commits on a pull request"). */
const maxPullCommits = 250;
/** The REST API of one repository. */
function createGithubClient(options) {
	const { apiUrl, repository, token } = options;
	const api = {
		rest: createRest(options),
		apiUrl,
		token
	};
	const scope = {
		api,
		base: `/repos/${repository.split("/").map(encodeURIComponent).join("/")}`,
		pulls: /* @__PURE__ */ new Map()
	};
	const { base } = scope;
	return {
		readRun: async (runId) => toRunFacts(await read(api, actions(`${base}/actions/runs/${runId}`), RunBody)),
		readRunAttempt: async (runId, attempt) => toRunFacts(await read(api, actions(`${base}/actions/runs/${runId}/attempts/${attempt}`), RunBody)),
		listApprovals: (runId) => listApprovals(scope, runId),
		findEnvironment: (name) => findEnvironment(scope, name),
		compare: (from, to) => compare(scope, from, to),
		listCommits: (sha, max) => listCommits(scope, sha, max),
		listPullRequests: (sha) => listPullRequests(scope, sha),
		listPullRequestCommits: (number) => listPullRequestCommits(scope, number),
		readDefaultBranch: async () => (await read(api, contents(base), RepositoryBody)).default_branch
	};
}
function actions(path) {
	return {
		path,
		permission: "actions: read"
	};
}
function contents(path) {
	return {
		path,
		permission: "contents: read"
	};
}
function pulls(path) {
	return {
		path,
		permission: "pull-requests: read"
	};
}
async function listApprovals({ api, base }, runId) {
	const call = actions(`${base}/actions/runs/${runId}/approvals`);
	return (await readPages(api, call, ApprovalsBody, {
		maxEntries: maxApprovals,
		count: ({ length }) => length
	})).flat().map(({ state, user, comment, environments }) => {
		return {
			state,
			user: toAccount(user),
			comment,
			environments: environments.map(({ name }) => name)
		};
	});
}
async function findEnvironment({ api, base }, name) {
	const path = `${base}/environments/${encodeURIComponent(name)}`;
	const environment = await find(api, actions(path), EnvironmentBody);
	if (environment === void 0) return void 0;
	if (environment.deployment_branch_policy?.custom_branch_policies !== true) return toProtection(environment, []);
	const call = actions(`${path}/deployment-branch-policies?per_page=100`);
	const count = (page) => page.branch_policies.length;
	const patterns = (await readPages(api, call, BranchPoliciesBody, {
		maxEntries: maxPatterns,
		count
	})).flatMap((page) => page.branch_policies);
	return toProtection(environment, patterns.map((pattern) => pattern.type === "tag" ? `refs/tags/${pattern.name}` : pattern.name));
}
async function compare({ api, base }, from, to) {
	const call = contents(`${base}/compare/${`${encodeURIComponent(from)}...${encodeURIComponent(to)}`}?per_page=100`);
	const count = (page) => page.commits.length;
	const pages = await readPages(api, call, CompareBody, {
		maxEntries: maxCompared,
		count
	});
	const commits = pages.flatMap((page) => page.commits).map(toCommitFacts);
	const [first] = pages;
	if (first === void 0 || commits.length !== first.total_commits) throw malformed(call, [`${commits.length} commits of ${first?.total_commits ?? 0}`]);
	return {
		status: first.status,
		commits
	};
}
async function listCommits({ api, base }, sha, max) {
	const call = contents(`${base}/commits?sha=${encodeURIComponent(sha)}&per_page=${Math.min(max, 100)}`);
	const { entries, isComplete } = await readSome(api, call, CommitsBody, max);
	return {
		commits: entries.map(toCommitFacts),
		isComplete
	};
}
async function listPullRequests(scope, sha) {
	const { api, base } = scope;
	const call = pulls(`${base}/commits/${encodeURIComponent(sha)}/pulls?per_page=100`);
	const numbers = (await readPages(api, call, PullListBody, {
		maxEntries: maxPulls,
		count: ({ length }) => length
	})).flat().map(({ number }) => number);
	return Promise.all(numbers.map((number) => readPullRequest(scope, number)));
}
async function listPullRequestCommits({ api, base }, number) {
	const call = pulls(`${base}/pulls/${number}/commits?per_page=100`);
	const { entries, isComplete } = await readSome(api, call, CommitsBody, maxPullCommits);
	return {
		commits: entries.map(toCommitFacts),
		isComplete: isComplete && entries.length < maxPullCommits
	};
}
function readPullRequest({ api, base, pulls: known }, number) {
	const reading = known.get(number) ?? read(api, pulls(`${base}/pulls/${number}`), PullBody).then(toPullRequestFacts);
	known.set(number, reading);
	reading.catch(() => known.delete(number));
	return reading;
}

export { createGithubClient };