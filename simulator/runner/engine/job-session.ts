import { join } from 'node:path';
import { entries, field } from '../documents/index.ts';
import { evaluateText, evaluateTexts, isObject, plainScope } from '../expressions/index.ts';
import type { Json, JsonObject } from '../expressions/index.ts';
import { openFrame, openScope, openSession, runPres, runSteps } from '../steps/index.ts';
import type { JobSession, SessionOrder, StepFrame, StepReport } from '../steps/index.ts';
import type { Job } from '../types.ts';
import { describeRunJob } from './contexts.ts';
import { findEnvironment } from './environment-gate.ts';
import { isForgiven } from './forgiven.ts';
import { closeReport } from './leg.ts';
import type { Leg, LegEnd } from './leg.ts';
import { narrowForFork } from './permissions.ts';
import type { RunnerPool } from './pools.ts';
import type { JobReport, Result } from './report.ts';
import { isFromFork, reportRun } from './run.ts';
import type { RunnerOptions } from './types.ts';

/** "Maximum of 50 annotations per job" (workflow commands, limitations). */
const maxAnnotations = 50;

export interface Place {
  readonly pool: RunnerPool;
  /** Ends everything, whatever still tidies up. */
  readonly force: AbortSignal;
}

/** Plays the steps of a job on its runner and sums them up. */
export async function runInSession(leg: Leg, report: JobReport, { pool, force }: Place): Promise<LegEnd> {
  const { run, plan } = leg.level;
  const { options } = run.engine;
  const permissions = isFromFork(run) ? narrowForFork(leg.job.permissions) : leg.job.permissions;
  const [, name = ''] = run.repository.fullName.split('/');
  const parent = join(options.world.folder, 'runner', 'work', String(report.id));
  const job = describeRunJob(run, {
    jobId: leg.job.document.id,
    checkRunId: report.id,
    ...{ plan, permissions, pool },
    environment: report.environment,
    workspace: join(parent, name, name),
  });
  Object.assign(report, { permissions });
  return withGrants(options, job, ({ token, oidc }) => {
    const order = { ...buildOrder(leg, { job, pool, report, token }), oidc, parent };
    return runWith(leg, report, { order, force });
  });
}

interface Grants {
  readonly token: string;
  readonly oidc: SessionOrder['oidc'];
}

// What a job signs in with ends with it, however it ends.
async function withGrants(
  { github, oidc: issuer }: RunnerOptions,
  job: Job,
  work: (grants: Grants) => Promise<LegEnd>,
): Promise<LegEnd> {
  const token = github.tokenFor(job);
  const oidc = issuer.openJob(job);
  try {
    return await work({ token, oidc });
  } finally {
    github.endToken(token);
    if (oidc !== undefined) issuer.closeJob(oidc.token);
  }
}

interface Start {
  readonly order: Omit<SessionOrder, 'signals' | 'onLine' | 'onStep'>;
  readonly force: AbortSignal;
}

async function runWith(leg: Leg, report: JobReport, { order, force }: Start): Promise<LegEnd> {
  const { run } = leg.level;
  const { options, closing } = run.engine;
  const session = await openSession({
    ...order,
    signals: { cancel: AbortSignal.any([leg.abort.signal, closing]), force },
    onLine: (step, line) => options.onEvent?.({ kind: 'line', run: reportRun(run), job: report, step, line }),
    onStep: (step) => addStep(leg, report, step),
  });
  try {
    return await playSteps(leg, report, session);
  } finally {
    await session.close();
  }
}

interface Described {
  readonly job: Job;
  readonly pool: RunnerPool;
  readonly report: JobReport;
  readonly token: string;
}

type Order = Omit<SessionOrder, 'oidc' | 'parent' | 'signals' | 'onLine' | 'onStep'>;

function buildOrder(leg: Leg, described: Described): Order {
  const { level, scope } = leg;
  const { job, token, report } = described;
  const environment = findEnvironment(level.run, report.environment);
  const secrets = isFromFork(level.run) ? {} : { ...level.secrets, ...environment?.secrets };
  const { document } = level.plan;
  const contexts: JsonObject = {
    ...scope.contexts,
    vars: { ...level.run.repository.vars, ...environment?.vars },
    secrets: { ...secrets, GITHUB_TOKEN: token },
    github: { ...readObject(scope.contexts['github']), job: job.jobName, token },
    job: {
      check_run_id: report.id,
      workflow_ref: level.plan.workflowRef,
      workflow_sha: document.origin.sha,
      workflow_repository: document.origin.repository,
      workflow_file_path: document.path,
    },
    runner: describeRunner(described.pool),
  };
  const inner = plainScope(contexts);
  const env = {
    ...evaluateTexts(document.env, inner),
    ...evaluateTexts(field(leg.job.document.token, 'env'), inner),
  };
  return {
    ...{ world: level.run.engine.world, job, token, secrets, contexts, env },
    origin: document.origin,
    defaults: readDefaults(leg, { ...contexts, env }),
  };
}

function describeRunner({ group, environment }: RunnerPool): JsonObject {
  return {
    name: `${group}-1`,
    os: process.platform === 'darwin' ? 'macOS' : 'Linux',
    arch: process.arch === 'arm64' ? 'ARM64' : 'X64',
    environment,
  };
}

// "When more than one default setting is defined with the same name, GitHub uses the most specific default setting."
function readDefaults({ level, job }: Leg, contexts: JsonObject): SessionOrder['defaults'] {
  const blocks = [field(job.document.token, 'defaults'), level.plan.document.defaults];
  const find = (name: string): string | undefined => {
    const token = blocks.flatMap((block) => field(field(block, 'run'), name) ?? [])[0];
    return token === undefined ? undefined : evaluateText(token, plainScope(contexts));
  };
  return { shellName: find('shell'), folder: find('working-directory') };
}

function readObject(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function addStep({ level }: Leg, report: JobReport, step: StepReport): void {
  report.steps.push({ ...step, number: report.steps.length + 1, status: 'completed' });
  const room = maxAnnotations - report.annotations.length;
  report.annotations.push(...step.annotations.slice(0, Math.max(0, room)));
  const { run } = level;
  run.engine.options.onEvent?.({ kind: 'step-ended', run: reportRun(run), job: report, step });
}

async function playSteps(leg: Leg, report: JobReport, session: JobSession): Promise<LegEnd> {
  const frame = openFrame(session, leg.level.plan.document.path);
  const { steps } = leg.job.document;
  for (const step of await runPres(frame, steps)) addFinished(session, step);
  await runSteps(frame, steps);
  for (const post of session.posts.toReversed()) {
    const step = await post();
    if (step !== undefined) addFinished(session, step);
  }
  const outputs = readOutputs(leg, frame, report);
  const url = readUrl(leg, frame);
  Object.assign(report, { outputs, environmentUrl: url });
  const result = readResult(session);
  closeReport(leg.level.run, report, { result });
  return { result: result === 'failure' && isForgiven(leg) ? 'success' : result, outputs, isFresh: true };
}

function addFinished(session: JobSession, step: StepReport): void {
  session.onStep(step);
  if (step.conclusion === 'failure') Object.assign(session, { hasFailed: true });
}

function readResult({ signals, hasFailed }: JobSession): Result {
  if (signals.cancel.aborted) return 'cancelled';
  return hasFailed ? 'failure' : 'success';
}

// "Outputs containing secrets are redacted on the runner and not sent to GitHub Actions."
// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idoutputs
function readOutputs(leg: Leg, frame: StepFrame, report: JobReport): Readonly<Record<string, string>> {
  const scope = openScope(frame);
  const values = entries(field(leg.job.document.token, 'outputs')).map(
    ([name, token]) => [name, evaluateText(token, scope)] as const,
  );
  const { masks } = frame.session;
  const safe = values.filter(([name, value]) => {
    if (masks.apply(value) === value) return true;
    const message = `Skip output '${name}' since it may contain secret.`;
    report.annotations.push({ level: 'warning', message });
    return false;
  });
  return Object.fromEntries(safe);
}

function readUrl({ job }: Leg, frame: StepFrame): string | undefined {
  const token = field(field(job.document.token, 'environment'), 'url');
  return token === undefined ? undefined : evaluateText(token, openScope(frame));
}
