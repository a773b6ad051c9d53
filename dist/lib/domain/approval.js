import { UserError } from "../base/errors.js";

// lib/domain/approval/person.ts
const noreplyDomain = "@users.noreply.github.com";
/** The account that a GitHub noreply address names; undefined for every other address. */
function findNoreplyPerson(email) {
	const address = email.trim().toLowerCase();
	if (!address.endsWith(noreplyDomain)) return void 0;
	const match = /^(?:(\d{1,15})\+)?([a-z0-9][a-z0-9_-]*(?:\[bot\])?)$/.exec(address.slice(0, -25));
	if (match?.[2] === void 0) return void 0;
	return match[1] === void 0 ? { login: match[2] } : {
		login: match[2],
		id: Number(match[1])
	};
}
/** Whether two names mean the same account; ids decide where both are known, since a login can be renamed. */
function isSamePerson(a, b) {
	if (a.id !== void 0 && b.id !== void 0 && a.id === b.id) return true;
	return a.login.toLowerCase() === b.login.toLowerCase();
}
/** All addresses in the `Co-authored-by` trailers of a commit message; a trailer without one yields its whole text. */
function parseCoAuthors(message) {
	return [...message.matchAll(/^[ \t]*co-authored-by[ \t]*:[ \t]*(.*)$/gim)].flatMap((trailer) => listAddresses((trailer[1] ?? "").trim()));
}
function listAddresses(value) {
	const addresses = [...value.matchAll(/<([^<>]*)>/g)].map((match) => (match[1] ?? "").trim());
	return addresses.length === 0 ? [value] : addresses;
}

// lib/domain/approval/contributors.ts
/** Collects everybody who started the run or took part in its commits and pull requests. */
function findContributors(facts) {
	const shas = new Set(facts.commits.map((commit) => commit.sha));
	const parts = [
		...facts.attempts.flatMap(listStarters),
		...facts.commits.flatMap(listCommitters),
		...facts.pullRequests.flatMap((pull) => listMergers(pull, shas))
	];
	return {
		known: parts.flatMap(({ person, role }) => typeof person === "string" ? [] : [{
			person,
			role
		}]),
		unknown: parts.filter((part) => part.person === "unknown").map(renderUnknown)
	};
}
function listStarters(attempt) {
	return [{
		role: `actor of attempt ${attempt.attempt}`,
		person: attempt.actor ?? "unknown"
	}, {
		role: `starter of attempt ${attempt.attempt}`,
		person: attempt.triggeringActor ?? "unknown"
	}];
}
function listCommitters(commit) {
	const short = commit.sha.slice(0, 7);
	return [
		namePart(`author of commit ${short}`, commit.author, commit.authorEmail, commit.isVerified),
		namePart(`committer of commit ${short}`, commit.committer, commit.committerEmail, commit.isVerified),
		...parseCoAuthors(commit.message).map((address) => nameCoAuthor(`co-author of commit ${short}`, address))
	];
}
function listMergers(pull, shas) {
	const author = {
		role: `author of pull request #${pull.number}`,
		person: pull.author ?? "unknown"
	};
	const role = `merger of pull request #${pull.number}`;
	if (pull.mergedBy !== void 0) return [author, {
		role,
		person: pull.mergedBy
	}];
	return pull.mergeCommit !== void 0 && shas.has(pull.mergeCommit) ? [author, {
		role,
		person: "unknown"
	}] : [author];
}
function namePart(role, account, email, isVerified) {
	if (account?.login === "web-flow" || account === void 0 && email === "noreply@github.com") return isVerified ? {
		role,
		person: "github"
	} : {
		role,
		person: "unknown",
		hint: "web-flow without a signature"
	};
	return {
		role,
		person: account ?? "unknown",
		hint: email
	};
}
function nameCoAuthor(role, address) {
	return {
		role,
		person: findNoreplyPerson(address) ?? "unknown",
		hint: address
	};
}
function renderUnknown(part) {
	return part.hint === void 0 ? `the ${part.role} has no account` : `the ${part.role} (${part.hint}) is unknown`;
}

// lib/domain/approval/environment.ts
/** Everything about an environment that would let somebody approve or bypass who must not; empty when it is safe. */
function listEnvironmentProblems(settings, branch) {
	if (settings === void 0) return ["the environment does not exist"];
	return [
		[settings.canAdminsBypass, "administrators may bypass the protection"],
		[!settings.preventSelfReview, "self-review is not prevented"],
		[settings.reviewerCount < 1, "no reviewer is required"],
		[!isOnlyBranch(settings, branch), `deployment branches are not exactly "${branch}"`]
	].filter(([isProblem]) => isProblem).map(([, text]) => text);
}
function isOnlyBranch(settings, branch) {
	const [pattern, ...others] = settings.branchPatterns;
	return settings.branchPolicy === "custom" && pattern === branch && others.length === 0;
}

// lib/domain/approval/decide.ts
const maxReasons = 5;
/**
* Judges whether the reviews of a run count: the environment is safe, somebody approved, nobody rejected,
* and every approver is a person with no part in what is promoted.
*/
function decideApproval(facts) {
	const problems = listEnvironmentProblems(facts.environment, facts.branch);
	if (problems.length > 0) return refuse("APPROVAL_ENVIRONMENT_UNSAFE", facts.environmentName, problems);
	const reviews = facts.reviews.filter((review) => review.environments.includes(facts.environmentName));
	const rejected = reviews.filter((review) => review.state === "rejected");
	if (rejected.length > 0) return refuse("APPROVAL_REJECTED", facts.environmentName, rejected.map(({ user }) => `rejected by ${user.login}`));
	const approvers = reviews.filter((review) => review.state === "approved").map((review) => review.user);
	if (approvers.length > 0) return judgeApprovers(approvers, facts);
	return reviews.length > 0 ? refuse("APPROVAL_PENDING", facts.environmentName, ["no reviewer has approved yet"]) : refuse("APPROVAL_MISSING", facts.environmentName, ["no review is listed for this run"]);
}
/** The approvers of a decision; a refusal is thrown under its code with all its reasons. */
function assertApproved(decision) {
	if (decision.outcome === "approved") return decision.approvers;
	const shown = decision.reasons.slice(0, maxReasons);
	const more = decision.reasons.length - shown.length;
	const reason = shown.join("; ") + (more > 0 ? `; and ${more} more` : "");
	throw new UserError(decision.code, {
		subject: decision.subject,
		reason
	});
}
/** Refuses two approvals by one person: GitHub lets whoever may review both environments approve both. */
function assertDifferentPeople(first, second) {
	const both = second.filter((person) => first.some((other) => isSamePerson(person, other)));
	if (both.length === 0) return;
	const subject = both.map(({ login }) => login).join(", ");
	throw new UserError("APPROVAL_NOT_INDEPENDENT", {
		subject,
		reason: "gave both of the two approvals"
	});
}
function judgeApprovers(approvers, facts) {
	const subject = [...new Set(approvers.map((approver) => approver.login))].join(", ");
	const contributors = findContributors(facts);
	const conflicts = approvers.flatMap((approver) => listConflicts(approver, contributors));
	if (conflicts.length > 0) return refuse("APPROVAL_NOT_INDEPENDENT", subject, conflicts);
	const unknown = facts.isRangeComplete ? contributors.unknown : ["the history is longer than what is examined", ...contributors.unknown];
	if (unknown.length > 0) return refuse("APPROVAL_INDEPENDENCE_UNKNOWN", subject, unknown);
	return {
		outcome: "approved",
		approvers: dropRepeats(approvers)
	};
}
function listConflicts(approver, contributors) {
	const roles = contributors.known.filter(({ person }) => isSamePerson(person, approver)).map(({ role }) => role);
	const parts = [...new Set(roles)].map((role) => `${approver.login} is ${role}`);
	return approver.isBot ? [`${approver.login} is a bot`, ...parts] : parts;
}
function dropRepeats(accounts) {
	return [...new Map(accounts.map((account) => [account.id, account])).values()];
}
function refuse(code, subject, reasons) {
	return {
		outcome: "refused",
		code,
		subject,
		reasons: [...new Set(reasons)]
	};
}

export { assertApproved, assertDifferentPeople, decideApproval };