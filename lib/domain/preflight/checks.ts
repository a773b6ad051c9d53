import type { ErrorCode } from '../../base/errors/index.ts';
import type { EnvironmentSettings } from '../approval/index.ts';
import { listPairs, parseWorkflowRef } from './claims.ts';
import type { Claims } from './claims.ts';
import { classifySubject } from './subject.ts';
import type { Facts, Found, Problem } from './types.ts';

type RepositoryFacts = NonNullable<Found['repository']>;

/** How far a clock may be off; the age of signatures is judged with as much again in reserve. */
export const maxSkewMs = 2 * 60_000;

/** Everything that must not be so, in the order in which a person would mend it. */
export function listProblems(facts: Facts): readonly Problem[] {
  const checks = [
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
    checkClocks,
  ];
  return checks.flatMap((check) => check(facts));
}

function checkServer({ job }: Facts): readonly Problem[] {
  if (job.serverUrl === 'https://github.com') return [];
  return [problem('PREFLIGHT_SERVER_UNSUPPORTED', job.serverUrl, 'it is not https://github.com')];
}

function checkEvent({ expected, job, found }: Facts): readonly Problem[] {
  if (!expected.events.includes(job.eventName))
    return [problem('PREFLIGHT_EVENT_FORBIDDEN', job.eventName, `allowed are ${expected.events.join(', ')}`)];
  if (job.eventName !== 'pull_request' || found.isFork === false) return [];
  const reason = found.isFork === true ? 'its head is in a fork' : 'the event does not say where its head is';
  return [problem('PREFLIGHT_FORK', job.ref, reason)];
}

// A pull request has a ref of its own; who allows the event allows that one, and no other of it.
function checkRef({ expected, job, found }: Facts): readonly Problem[] {
  const isPull = job.eventName === 'pull_request' && expected.events.includes('pull_request');
  if (isPull && /^refs\/pull\/\d+\/merge$/.test(job.ref)) return [];
  const branch = found.repository?.defaultBranch;
  if (branch === undefined || (!isPull && job.ref === `refs/heads/${branch}`)) return [];
  const wanted = isPull ? 'refs/pull/<number>/merge' : `refs/heads/${branch}`;
  return [problem('PREFLIGHT_REF_FORBIDDEN', job.ref, `it is not ${wanted}`)];
}

function checkBranch({ found }: Facts): readonly Problem[] {
  if (found.isBranchProtected !== false) return [];
  const name = found.repository?.defaultBranch ?? '';
  return [problem('PREFLIGHT_BRANCH_UNPROTECTED', name, 'GitHub shows no protection of it')];
}

function checkClaims({ job, found: { claims } }: Facts): readonly Problem[] {
  if (claims === undefined) return [];
  const attempt = ['run_attempt', claims.run_attempt, String(job.runAttempt)] as const;
  return [...listPairs(job, claims), attempt].flatMap(([name, said, is]) =>
    said === is
      ? []
      : [problem('PREFLIGHT_CLAIMS_FOREIGN', name, `the token says ${said}, the runner ${is}`)],
  );
}

function checkWorkflow(facts: Facts): readonly Problem[] {
  const { claims, isWorkflowCommitKnown } = facts.found;
  if (claims === undefined) return [];
  const { job_workflow_ref: ref, job_workflow_sha: sha } = claims;
  const reason = explainWorkflow(facts, claims);
  return [
    ...(reason === undefined ? [] : [problem('PREFLIGHT_WORKFLOW_MISMATCH', ref, reason)]),
    ...(isWorkflowCommitKnown === false
      ? [problem('PREFLIGHT_WORKFLOW_COMMIT_UNKNOWN', sha, 'the default branch does not descend from it')]
      : []),
  ];
}

const commitPattern = /^[0-9a-f]{40}$/;

function explainWorkflow({ expected, job, found }: Facts, claims: Claims): string | undefined {
  const workflow = parseWorkflowRef(claims.job_workflow_ref);
  if (workflow === undefined) return 'it is no `owner/name/path@ref`';
  if (workflow.path !== expected.workflow) return `expected is ${expected.workflow}`;
  if (commitPattern.test(workflow.ref))
    return workflow.ref === claims.job_workflow_sha ? undefined : 'the token names another commit beside it';
  if (workflow.repository.toLowerCase() !== job.repository.toLowerCase())
    return 'a workflow of another repository has to be called by its commit, 40 hex digits';
  const branch = found.repository?.defaultBranch;
  if (branch === undefined || workflow.ref === `refs/heads/${branch}`) return undefined;
  return `expected is the file on refs/heads/${branch}`;
}

function checkEnvironment({ expected, found: { claims } }: Facts): readonly Problem[] {
  if (expected.environment === undefined || claims === undefined) return [];
  if (claims.environment === expected.environment) return [];
  const reason = `the token names ${claims.environment ?? 'none'}`;
  return [problem('PREFLIGHT_ENVIRONMENT_MISMATCH', expected.environment, reason)];
}

function checkSettings({ expected, found }: Facts): readonly Problem[] {
  const { environment: settings, repository } = found;
  const name = expected.environment;
  if (name === undefined || settings === undefined) return [];
  if (settings === 'missing')
    return [problem('PREFLIGHT_ENVIRONMENT_MISSING', name, 'GitHub knows no such environment')];
  const rows: readonly (readonly [boolean, ErrorCode, string])[] = [
    [settings.canAdminsBypass, 'PREFLIGHT_ENVIRONMENT_BYPASS', 'can_admins_bypass is on'],
    [!settings.preventSelfReview, 'PREFLIGHT_ENVIRONMENT_SELF_REVIEW', 'prevent_self_review is off'],
    [settings.reviewerCount < 1, 'PREFLIGHT_ENVIRONMENT_REVIEWERS', 'it has no required reviewers'],
  ];
  return [
    ...listWrong(name, rows),
    ...(repository === undefined ? [] : checkPlanAndBranches(name, settings, repository)),
  ];
}

function checkPlanAndBranches(
  name: string,
  { reviewerCount, branchPolicy, branchPatterns }: EnvironmentSettings,
  { visibility, defaultBranch }: RepositoryFacts,
): readonly Problem[] {
  const patterns = branchPolicy === 'custom' ? branchPatterns : [`all (${branchPolicy})`];
  const isOnlyBranch = patterns.length === 1 && patterns[0] === defaultBranch;
  const isPlanDoubted = reviewerCount < 1 && visibility !== 'public';
  const allowed = patterns.join(', ') || 'no branch';
  return listWrong(name, [
    [isPlanDoubted, 'PREFLIGHT_PLAN_LACKS_REVIEWERS', `the repository is ${visibility}`],
    [!isOnlyBranch, 'PREFLIGHT_ENVIRONMENT_BRANCHES', `it allows ${allowed}, not ${defaultBranch} alone`],
  ]);
}

function checkRunner({ expected, found: { runner } }: Facts): readonly Problem[] {
  const { runnerGroup } = expected;
  if (runnerGroup === undefined || runner === undefined) return [];
  if (runner === 'missing')
    return [problem('PREFLIGHT_RUNNER_UNKNOWN', runnerGroup, 'GitHub lists no such job')];
  if (runner.group === runnerGroup) return [];
  return [problem('PREFLIGHT_RUNNER_MISMATCH', runner.group, `expected is ${runnerGroup}`)];
}

// Of an app's token GitHub tells no right to push, and of a job's none at all; of a person's it tells them
// (https://github.com/semantic-release/github/issues/182).
function checkToken({ found: { token, repository } }: Facts): readonly Problem[] {
  const rows: readonly (readonly [boolean, ErrorCode, string])[] = [
    [!token.isJobToken, 'PREFLIGHT_TOKEN_FOREIGN', 'it does not begin as a token of an app does'],
    [token.hasAdministration === true, 'PREFLIGHT_TOKEN_EXCESSIVE', 'it reads what needs administration'],
    [repository?.canPush === true, 'PREFLIGHT_TOKEN_EXCESSIVE', 'it may push as a person'],
  ];
  return listWrong('github-token', rows);
}

function checkSubject({ expected, found: { claims } }: Facts): readonly Problem[] {
  if (claims === undefined) return [];
  const { form, namesWorkflow } = classifySubject(claims);
  const { subjectForm } = expected;
  const isOther = subjectForm !== 'any' && form !== subjectForm;
  return [
    ...(namesWorkflow
      ? []
      : [problem('PREFLIGHT_SUBJECT_BROAD', claims.sub, 'it has no part `job_workflow_ref`')]),
    ...(isOther
      ? [problem('PREFLIGHT_SUBJECT_FORM', claims.sub, `its form is ${form}, not ${subjectForm}`)]
      : []),
  ];
}

function checkClocks({ found }: Facts): readonly Problem[] {
  return found.clocks.flatMap(({ system, skewMs }) => {
    if (Math.abs(skewMs) <= maxSkewMs) return [];
    const seconds = Math.round(Math.abs(skewMs) / 1000);
    const reason = `the runner is ${seconds} s ${skewMs > 0 ? 'behind' : 'ahead'}`;
    return [problem('PREFLIGHT_CLOCK_SKEWED', system, reason)];
  });
}

function listWrong(
  subject: string,
  rows: readonly (readonly [boolean, ErrorCode, string])[],
): readonly Problem[] {
  return rows.flatMap(([isWrong, code, reason]) => (isWrong ? [problem(code, subject, reason)] : []));
}

function problem(code: ErrorCode, subject: string, reason: string): Problem {
  return { code, subject, reason };
}
