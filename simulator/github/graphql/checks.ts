import { formatOptional, formatSeconds } from '../render/index.ts';
import { findProtection } from '../hub/index.ts';
import type { StoredRepository } from '../state.ts';
import { assertGranted } from './errors.ts';
import { findPullById } from './find-pull.ts';
import type { GraphqlCall } from './types.ts';

/** The newest status of each context and all checks of a commit: its check runs, and the jobs of its runs. */
export function listChecks(call: GraphqlCall, repository: StoredRepository, sha: string) {
  assertGranted(repository, call.token, { name: 'checks', level: 'read' });
  assertGranted(repository, call.token, { name: 'statuses', level: 'read' });
  const all = [
    ...listStatuses(repository, sha).map((each) => ({ ...each, title: each.context })),
    ...listCheckRuns(call, repository, sha).map((each) => ({ ...each, title: each.name })),
  ];
  return all.map(({ title, ...each }) => ({ ...each, isRequired: createRequirement(repository, title) }));
}

function listCheckRuns(call: GraphqlCall, repository: StoredRepository, sha: string) {
  const own = repository.checkRuns.filter(({ headSha }) => headSha === sha).map(renderCheckRun);
  return [...own, ...listJobs(call, repository, sha)];
}

interface PullArguments {
  readonly pullRequestId?: string | null;
  readonly pullRequestNumber?: number | null;
}

// "Whether this is required to pass before merging for a specific pull request."
function createRequirement(repository: StoredRepository, title: string) {
  return ({ pullRequestId, pullRequestNumber }: PullArguments): boolean => {
    const pull =
      typeof pullRequestId === 'string'
        ? findPullById(repository, pullRequestId)
        : repository.pullRequests.find(({ number }) => number === pullRequestNumber);
    const rule = pull === undefined ? undefined : findProtection(repository, pull.baseBranch);
    return rule?.requiredChecks.includes(title) ?? false;
  };
}

function listStatuses({ statuses }: StoredRepository, sha: string) {
  const newest = new Map(statuses.filter((each) => each.sha === sha).map((each) => [each.context, each]));
  return [...newest.values()].map(({ context, state, targetUrl, description, createdAt }) => ({
    ...{ __typename: 'StatusContext', context, state: state.toUpperCase(), targetUrl, description },
    createdAt: formatSeconds(createdAt),
  }));
}

function renderCheckRun({
  name,
  status,
  conclusion,
  detailsUrl,
  ...times
}: StoredRepository['checkRuns'][number]) {
  return {
    ...{ __typename: 'CheckRun', name, detailsUrl, checkSuite: { workflowRun: null } },
    status: status.toUpperCase(),
    conclusion: conclusion?.toUpperCase() ?? null,
    startedAt: formatSeconds(times.startedAt),
    completedAt: formatOptional(times.completedAt),
  };
}

// Each job is a check run (GitHub docs, "About status checks").
function listJobs({ engine }: GraphqlCall, { fullName, runs }: StoredRepository, sha: string) {
  const ofCommit = new Set(runs.filter(({ headSha }) => headSha === sha).map(({ id }) => id));
  const live = engine?.runs(fullName).filter(({ id }) => ofCommit.has(id)) ?? [];
  return live.flatMap(({ id: runId, name: workflow, jobs }) =>
    jobs.map(({ id, name, status, conclusion, startedAt, completedAt }) => ({
      ...{ __typename: 'CheckRun', name, checkSuite: { workflowRun: { workflow: { name: workflow } } } },
      detailsUrl: `https://github.com/${fullName}/actions/runs/${runId}/job/${id}`,
      status: status.toUpperCase(),
      conclusion: conclusion?.toUpperCase() ?? null,
      startedAt: formatOptional(startedAt),
      completedAt: formatOptional(completedAt),
    })),
  );
}
