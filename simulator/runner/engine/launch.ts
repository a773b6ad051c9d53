import type { Origin } from '../documents/index.ts';
import { WorkflowError } from '../documents/index.ts';
import { readDispatchInputs } from '../events/index.ts';
import type { WorkflowEvent } from '../events/index.ts';
import { readText } from '../expressions/index.ts';
import type { JsonObject } from '../expressions/index.ts';
import { executeRun, nameRun } from './execute.ts';
import type { FoundWorkflow } from './find-workflows.ts';
import { readDefaultPermissions } from './permissions.ts';
import { readPlan } from './plan.ts';
import type { WorkflowPlan } from './plan.ts';
import type { JobReport, RunReport } from './report.ts';
import { reportRun } from './run.ts';
import type { Engine, Run } from './run.ts';

/** What starts an attempt of a run. */
export interface Launch {
  readonly event: WorkflowEvent;
  readonly origin: Origin;
  readonly workflow: FoundWorkflow;
  /** The attempt before, and who asked for this one. */
  readonly again?: {
    readonly report: RunReport;
    readonly order: { readonly actor: string; readonly failedOnly?: boolean };
  };
}

/** An attempt that was started. */
export interface LiveRun {
  readonly id: number;
  /** Undefined for one that could not start. */
  readonly run: Run | undefined;
  report(): RunReport;
  readonly done: Promise<RunReport>;
}

/** Starts an attempt: books it, reads everything it calls, and lets it go on by itself. */
export async function startRun(engine: Engine, launch: Launch): Promise<LiveRun> {
  // GitHub answers 422 to wrong inputs and books no run.
  const inputs = readInputs(launch);
  const booked = bookRun(engine, launch);
  const plan = await planRun(engine, launch).catch((error: unknown) => {
    if (error instanceof WorkflowError) return error.problems;
    throw error;
  });
  if (!isPlan(plan)) return refuseRun(engine, { launch, booked, problems: plan });
  const run = buildRun(engine, { launch, booked, plan, inputs });
  const done = executeRun(run).then(() => reportRun(run));
  const report = () => reportRun(run);
  return { id: run.id, run, report, done };
}

function readInputs({ event, workflow }: Launch): JsonObject {
  if (event.name !== 'workflow_dispatch' || !('document' in workflow)) return {};
  return readDispatchInputs(workflow.document, event.payload['inputs']);
}

interface Booked {
  readonly id: number;
  readonly number: number;
  readonly attempt: number;
  readonly repository: Run['repository'];
}

function bookRun({ options }: Engine, { event, workflow, again }: Launch): Booked {
  const { hub } = options.github;
  const repository = hub.findRepository(event.repository);
  if (repository === undefined) throw new Error(`there is no repository ${event.repository}`);
  const file = workflow.path.replace('.github/workflows/', '');
  const stored =
    again === undefined
      ? hub.startRun(repository.fullName, {
          workflow: file,
          event: event.name,
          sha: readText(event.payload, 'pull_request', 'head', 'sha') ?? event.sha,
          branch:
            readText(event.payload, 'pull_request', 'head', 'ref') ?? event.ref.replace(/^refs\/\w+\//, ''),
          actor: event.actor,
        })
      : hub.rerun(repository.fullName, { runId: again.report.id, triggeringActor: again.order.actor });
  const same = repository.runs.filter((run) => run.workflow === file);
  const number = same.findIndex(({ id }) => id === stored.id) + 1;
  return { id: stored.id, number, attempt: stored.attempts.length, repository };
}

async function planRun(
  engine: Engine,
  { origin, workflow, event }: Launch,
): Promise<WorkflowPlan | readonly string[]> {
  if ('problems' in workflow) return workflow.problems;
  const repository = engine.options.github.hub.findRepository(event.repository);
  const defaults = readDefaultPermissions(repository?.defaultPermissions);
  return readPlan(origin, workflow.path, { resolve: engine.trees.resolve, defaults });
}

function isPlan(plan: WorkflowPlan | readonly string[]): plan is WorkflowPlan {
  return 'document' in plan;
}

interface Building {
  readonly launch: Launch;
  readonly booked: Booked;
  readonly plan: WorkflowPlan;
  readonly inputs: JsonObject;
}

function buildRun(engine: Engine, { launch, booked, plan, inputs }: Building): Run {
  const { event, again } = launch;
  const kept = again?.order.failedOnly === true ? again.report.jobs : [];
  const run: Run = {
    engine,
    ...booked,
    event,
    plan,
    triggeringActor: again?.order.actor ?? event.actor,
    inputs,
    name: plan.document.name,
    jobs: [],
    problems: [],
    kept: new Map(kept.map((job): [string, JobReport] => [job.key, job])),
    cancel: new AbortController(),
    onCancel: new Set(),
    startedAt: engine.options.world.clock.now(),
    status: 'queued',
    conclusion: undefined,
    completedAt: undefined,
  };
  return Object.assign(run, { name: nameRun(run) });
}

interface Refusing {
  readonly launch: Launch;
  readonly booked: Booked;
  readonly problems: readonly string[];
}

function refuseRun(engine: Engine, { launch, booked, problems }: Refusing): LiveRun {
  const { event, workflow, again } = launch;
  const { id, number, attempt, repository } = booked;
  const now = engine.options.world.clock.now();
  const report: RunReport = {
    ...{ id, number, attempt, problems },
    repository: repository.fullName,
    workflow: workflow.path,
    name: workflow.path,
    event: event.name,
    ref: event.ref,
    sha: event.sha,
    actor: event.actor,
    triggeringActor: again?.order.actor ?? event.actor,
    status: 'completed',
    conclusion: 'startup_failure',
    jobs: [],
    artifacts: [],
    startedAt: now,
    completedAt: now,
  };
  engine.options.onEvent?.({ kind: 'run-started', run: report });
  engine.options.onEvent?.({ kind: 'run-ended', run: report });
  return { id, run: undefined, report: () => report, done: Promise.resolve(report) };
}
