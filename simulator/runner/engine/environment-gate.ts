import type { StoredEnvironment } from '../../github/state.ts';
import { isIncluded } from '../events/index.ts';
import type { JobReport } from './report.ts';
import { reportRun } from './run.ts';
import type { Run } from './run.ts';

/** How a job got past the rules of its environment, or why it did not. */
export type GateAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly result: 'failure' | 'cancelled'; readonly reason: string };

const minuteMs = 60_000;
/** "If a job is not approved within 30 days, it will automatically fail" (GitHub docs, "Deployments and environments"). */
const approvalMs = 30 * 24 * 60 * minuteMs;
const pollMs = 200;

/**
 * Holds a job until every protection rule of its environment lets it through.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/deployments-and-environments
 */
export async function passEnvironment(run: Run, report: JobReport, signal: AbortSignal): Promise<GateAnswer> {
  // GitHub makes an environment that nobody configured, without any rule.
  const environment = findEnvironment(run, report.environment);
  if (environment === undefined) return { ok: true };
  if (!isRefAllowed(run, environment)) return refuseRef(run, environment);
  const { options, waits } = run.engine;
  const waitUntil = options.world.clock.now() + (environment.waitMinutes ?? 0) * minuteMs;
  if (environment.waitMinutes !== undefined || environment.reviewers.length > 0) {
    Object.assign(report, { status: 'waiting' });
    options.onEvent?.({ kind: 'job-waiting', run: reportRun(run), job: report });
  }
  // Reviewers and timer count at the same time.
  const [answer] = await Promise.all([
    waitForReview(run, environment, signal),
    waits.until(waitUntil, signal),
  ]);
  return signal.aborted ? { ok: false, result: 'cancelled', reason: 'The run was canceled.' } : answer;
}

/** The environment of a name, compared without case. */
export function findEnvironment(
  { repository }: Pick<Run, 'repository'>,
  name: string | undefined,
): StoredEnvironment | undefined {
  if (name === undefined) return undefined;
  return repository.environments.find((each) => each.name.toLowerCase() === name.toLowerCase());
}

// A pull request counts as refs/pull/N/merge, whose name "N/merge" a pattern may match (GitHub changelog, 2025-12-08).
function isRefAllowed({ event, repository }: Run, environment: StoredEnvironment): boolean {
  const { branchPolicy, branchPatterns } = environment;
  if (branchPolicy === 'none') return true;
  if (branchPolicy === 'protected') return event.ref === `refs/heads/${repository.defaultBranch}`;
  if (event.ref.startsWith('refs/pull/')) return isIncluded(branchPatterns, event.ref);
  return (
    event.ref.startsWith('refs/heads/') && isIncluded(branchPatterns, event.ref.replace('refs/heads/', ''))
  );
}

function refuseRef({ event }: Run, { name }: StoredEnvironment): GateAnswer {
  const kind = event.ref.startsWith('refs/tags/') ? 'Tag' : 'Branch';
  const ref = event.ref.replace(/^refs\/(heads|tags)\//, '');
  const reason = `${kind} "${ref}" is not allowed to deploy to ${name} due to environment protection rules.`;
  return { ok: false, result: 'failure', reason };
}

async function waitForReview(
  run: Run,
  { name, reviewers }: StoredEnvironment,
  signal: AbortSignal,
): Promise<GateAnswer> {
  if (reviewers.length === 0) return { ok: true };
  const { world, github } = run.engine.options;
  const { fullName } = run.repository;
  github.hub.requestApproval(fullName, { runId: run.id, environment: name });
  const deadline = world.clock.now() + approvalMs;
  const isOver = () => signal.aborted || world.clock.now() >= deadline || !isWaiting(run, name);
  await waitFor(isOver, (wake) => world.hooks.on('github:review', wake));
  if (isWaiting(run, name))
    return {
      ok: false,
      result: 'failure',
      reason: `Nobody reviewed the deployment to ${name} within 30 days.`,
    };
  const answer = findStored(run)?.approvals.findLast((each) => each.environment === name);
  if (answer?.state === 'approved') return { ok: true };
  const reason = `The deployment to ${name} was rejected by ${answer?.user ?? ''}: ${answer?.comment ?? ''}`;
  return { ok: false, result: 'failure', reason };
}

function isWaiting(run: Run, environment: string): boolean {
  return findStored(run)?.waiting.includes(environment) ?? false;
}

function findStored({ engine, repository, id }: Run) {
  return engine.options.github.hub.findRepository(repository.fullName)?.runs.find((each) => each.id === id);
}

function waitFor(isOver: () => boolean, listen: (wake: () => void) => () => void): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!isOver()) return;
      clearInterval(timer);
      stop();
      resolve();
    };
    // A cancellation and a clock that somebody moved tell nobody.
    const timer = setInterval(look, pollMs);
    const stop = listen(look);
    look();
  });
}
