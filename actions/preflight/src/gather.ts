import * as v from 'valibot';
import { CodedError, ExternalError } from '../../../lib/base/errors/index.ts';
import { checkShape } from '../../../lib/base/schema.ts';
import type { RunJob } from '../../../lib/clients/github/index.ts';
import { parseWorkflowRef, readClaims } from '../../../lib/domain/preflight/index.ts';
import type { Claims, Found, Problem } from '../../../lib/domain/preflight/index.ts';
import { readClock } from './clock.ts';
import type { Inputs } from './inputs.ts';
import type { Deps } from './ports.ts';

/** What was found, and what could not be read, each with the code of its failure. */
export interface Gathered {
  readonly found: Found;
  readonly failures: readonly Problem[];
}

// Nobody but this action takes a token for this audience, so what is looked at opens no door.
const audience = 'lazaret-preflight';

type Attempt = <T>(read: () => Promise<T>) => Promise<T | undefined>;

/** Asks everybody; a question that fails leaves its fact undefined and becomes a problem. */
export async function gather(inputs: Inputs, deps: Deps): Promise<Gathered> {
  const { tenantId } = inputs;
  const failures: Problem[] = [];
  const attempt: Attempt = async (read) => {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      failures.push({ code: error.code, subject: error.subject, reason: error.reason });
      return undefined;
    }
  };
  const [claims, repository] = await Promise.all([
    attempt(() => takeClaims(deps)),
    attempt(() => readClock('GitHub', deps.clock, () => deps.preflight.readRepository())),
  ]);
  const branch = repository?.answer.facts.defaultBranch;
  const [guard, place, azure] = await Promise.all([
    gatherGuard(deps, { claims, branch, attempt }),
    gatherPlace(inputs, deps, { claims, attempt }),
    tenantId === undefined ? undefined : attempt(() => readEntraClock(deps, tenantId)),
  ]);
  const clocks = [repository?.clock, azure].filter((clock) => clock !== undefined);
  const found = { claims, repository: repository?.answer.facts, ...guard, ...place, clocks };
  return { found, failures };
}

interface Known {
  readonly claims: Claims | undefined;
  readonly branch: string | undefined;
  readonly attempt: Attempt;
}

type Guard = Pick<Found, 'isBranchProtected' | 'isWorkflowCommitKnown' | 'token'>;

// What protects the branch, and what it says of workflow and token.
async function gatherGuard(deps: Deps, { claims, branch, attempt }: Known): Promise<Guard> {
  const { isJobToken, github, preflight } = deps;
  const token = { isJobToken, hasAdministration: undefined };
  if (branch === undefined) return { isBranchProtected: undefined, isWorkflowCommitKnown: undefined, token };
  const [tip, hasAdministration] = await Promise.all([
    attempt(() => github.readBranch(branch)),
    attempt(() => preflight.hasAdministration(branch)),
  ]);
  return {
    isBranchProtected: tip?.isProtected,
    isWorkflowCommitKnown:
      tip === undefined || claims === undefined
        ? undefined
        : await attempt(() => isInHistory(deps, claims, tip.sha)),
    token: { isJobToken, hasAdministration },
  };
}

type Place = Pick<Found, 'environment' | 'runner' | 'isFork'>;

// Where the job runs.
async function gatherPlace(
  { environment, runnerGroup }: Inputs,
  deps: Deps,
  { claims, attempt }: Omit<Known, 'branch'>,
): Promise<Place> {
  const [settings, runner, isFork] = await Promise.all([
    environment === undefined ? undefined : attempt(() => findSettings(deps, environment)),
    runnerGroup === undefined ? undefined : attempt(() => findRunner(deps, claims)),
    deps.job.eventName === 'pull_request' ? attempt(() => readIsFork(deps)) : undefined,
  ]);
  return { environment: settings, runner, isFork };
}

async function findSettings({ github }: Deps, name: string): Promise<NonNullable<Found['environment']>> {
  return (await github.findEnvironment(name)) ?? 'missing';
}

async function takeClaims({ getIdToken }: Deps): Promise<Claims> {
  const checked = readClaims(await getIdToken(audience));
  if (checked.ok) return checked.value;
  throw new ExternalError('ID_TOKEN_UNAVAILABLE', {
    ...{ system: 'GitHub Actions OIDC', operation: 'request an ID token', subject: audience },
    reason: checked.problems.slice(0, 3).join('; '),
  });
}

// A commit of another repository is not looked up: it was named by whoever called the workflow, and cannot change.
async function isInHistory({ github, job }: Deps, claims: Claims, tip: string): Promise<boolean | undefined> {
  const { repository } = parseWorkflowRef(claims.job_workflow_ref) ?? {};
  if (repository?.toLowerCase() !== job.repository.toLowerCase()) return undefined;
  if (claims.job_workflow_sha === tip) return true;
  const { status } = await github.compare(claims.job_workflow_sha, tip);
  return status === 'ahead' || status === 'identical';
}

async function findRunner(deps: Deps, claims: Claims | undefined): Promise<Found['runner']> {
  const group = (await findOwnJob(deps, claims))?.runnerGroup;
  return group === undefined ? 'missing' : { group };
}

// The token names the job; where it does not, a runner does one job at a time, so its name stands for one.
async function findOwnJob({ preflight, job }: Deps, claims: Claims | undefined): Promise<RunJob | undefined> {
  if (claims?.check_run_id !== undefined) return preflight.findJob(claims.check_run_id);
  const jobs = await preflight.listJobs(job.runId, job.runAttempt);
  const running = jobs.filter(({ status }) => status === 'in_progress');
  const [own, ...others] = running.filter(
    ({ runnerName }) => runnerName !== undefined && runnerName === job.runnerName,
  );
  return others.length > 0 ? undefined : own;
}

async function readEntraClock(deps: Deps, tenantId: string) {
  const read = async () => ({ answeredAt: await deps.readAzureTime(tenantId) });
  return (await readClock('Entra ID', deps.clock, read)).clock;
}

const id = v.object({ id: v.number() });
const PullRequestEvent = v.object({
  pull_request: v.object({ head: v.object({ repo: v.nullable(id) }), base: v.object({ repo: id }) }),
});

// A fork that was deleted has no repository any more, and was a fork.
async function readIsFork({ readEvent }: Deps): Promise<boolean | undefined> {
  const checked = checkShape(PullRequestEvent, await readEvent());
  if (!checked.ok) return undefined;
  const { head, base } = checked.value.pull_request;
  return head.repo?.id !== base.repo.id;
}
