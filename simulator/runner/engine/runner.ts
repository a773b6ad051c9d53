import type { Origin } from '../documents/index.ts';
import { EventRefusedError, isTriggered, listChangedFiles } from '../events/index.ts';
import type { WorkflowEvent } from '../events/index.ts';
import { openEngine } from './engine.ts';
import { findListeners, readFound } from './find-workflows.ts';
import { openHistory } from './history.ts';
import type { History } from './history.ts';
import { startRun } from './launch.ts';
import type { Launch, LiveRun } from './launch.ts';
import type { RunReport } from './report.ts';
import { cancelRun, reportRun } from './run.ts';
import type { Engine } from './run.ts';
import type { RunnerOptions } from './types.ts';

/** A run that goes on, or has ended. */
export interface RunHandle {
  readonly id: number;
  report(): RunReport;
  readonly done: Promise<RunReport>;
  cancel(): void;
  /** The environments that wait for a person. */
  waiting(): readonly string[];
}

/** Runs the workflow files of simulated repositories as GitHub and a self-hosted runner do. */
export interface WorkflowRunner {
  /** Starts every workflow of the event's commit that listens to it; [] when none does. */
  dispatch(event: WorkflowEvent): Promise<readonly RunHandle[]>;
  /** Starts one workflow, `main.yml` or by its path. Throws when it does not listen to the event. */
  start(workflow: string, event: WorkflowEvent): Promise<RunHandle>;
  /** Starts another attempt of a run that has ended. */
  rerun(runId: number, order: RerunOrder): Promise<RunHandle>;
  find(runId: number): RunHandle | undefined;
  /** The newest attempt of each run of a repository, oldest first. */
  runs(repository: string): readonly RunReport[];
  /** Resolves when nothing runs and nothing waits but for a person. */
  settled(): Promise<void>;
  /** Ends everything that it started. */
  close(): Promise<void>;
}

export interface RerunOrder {
  readonly actor: string;
  /** Only failed and cancelled jobs, and those that need them. */
  readonly failedOnly?: boolean;
}

const pollMs = 20;

interface Parts {
  readonly options: RunnerOptions;
  readonly engine: Engine;
  readonly history: History;
  /** Runs that go on. */
  readonly live: Map<number, LiveRun>;
}

/** Opens a runner on a world. */
export function createWorkflowRunner(options: RunnerOptions): WorkflowRunner {
  const closing = new AbortController();
  const engine = openEngine(options, closing.signal);
  const parts: Parts = { options, engine, history: openHistory(options.world), live: new Map() };
  return {
    find: (runId) => findRun(parts, runId),
    dispatch: (event) => dispatch(parts, event),
    start: (workflow, event) => start(parts, workflow, event),
    rerun: (runId, order) => rerun(parts, runId, order),
    runs: (repository) => listRuns(parts, repository),
    settled: () => settle(parts),
    async close() {
      closing.abort();
      const all = [...parts.live.values()];
      for (const { run } of all) if (run !== undefined) cancelRun(run);
      await Promise.all(all.map(({ done }) => done));
    },
  };
}

async function launch({ engine, history, live }: Parts, order: Launch): Promise<RunHandle> {
  const run = await startRun(engine, order);
  live.set(run.id, run);
  void run.done.then((report) => {
    history.keep({ event: order.event, report });
    if (live.get(run.id) === run) live.delete(run.id);
  });
  return toHandle(run);
}

async function dispatch(parts: Parts, event: WorkflowEvent): Promise<readonly RunHandle[]> {
  const origin = await openOrigin(parts, event);
  const handles: RunHandle[] = [];
  for (const workflow of await findListeners(parts.options, origin, event))
    handles.push(await launch(parts, { event, origin, workflow }));
  return handles;
}

async function start(parts: Parts, workflow: string, event: WorkflowEvent): Promise<RunHandle> {
  const origin = await openOrigin(parts, event);
  const found = await readFound(origin, workflow);
  const listFiles = () => listChangedFiles(parts.options.github.git, event);
  if ('document' in found && !(await isTriggered(found.document, event, listFiles)))
    throw new EventRefusedError(`${found.path} does not listen to this ${event.name}`);
  return launch(parts, { event, origin, workflow: found });
}

async function rerun(parts: Parts, runId: number, order: RerunOrder): Promise<RunHandle> {
  const past = parts.live.has(runId) ? undefined : parts.history.find(runId);
  if (past === undefined) throw new Error(`there is no run ${runId} that has ended`);
  const { event, report } = past;
  const origin = await openOrigin(parts, event);
  const workflow = await readFound(origin, report.workflow);
  return launch(parts, { event, origin, workflow, again: { report, order } });
}

function openOrigin({ engine }: Parts, { repository, ref, sha }: WorkflowEvent): Promise<Origin> {
  return engine.trees.open(repository, ref, sha);
}

function findRun({ live, history }: Parts, runId: number): RunHandle | undefined {
  const run = live.get(runId);
  if (run !== undefined) return toHandle(run);
  const past = history.find(runId);
  return past === undefined ? undefined : toPastHandle(past.report);
}

function listRuns({ live, history }: Parts, repository: string): readonly RunReport[] {
  const reports = new Map(history.list(repository).map(({ report }) => [report.id, report]));
  for (const run of live.values()) {
    const report = run.report();
    if (report.repository.toLowerCase() === repository.toLowerCase()) reports.set(run.id, report);
  }
  return [...reports.values()].sort((a, b) => a.id - b.id);
}

// Twice, because a job that has just ended may start the next one.
async function settle(parts: Parts): Promise<void> {
  for (let quiet = 0; quiet < 2; quiet = isQuiet(parts) ? quiet + 1 : 0)
    await new Promise((resolve) => setTimeout(resolve, pollMs));
}

function isQuiet({ live, engine: { waits } }: Parts): boolean {
  return (
    waits.isIdle() && [...live.values()].every(({ run }) => run === undefined || isResting(reportRun(run)))
  );
}

function isResting({ status, jobs }: RunReport): boolean {
  if (status === 'completed' || status === 'pending') return true;
  const open = jobs.filter((job) => job.status !== 'completed');
  return open.length > 0 && open.every((job) => job.status === 'waiting' || job.status === 'pending');
}

function toHandle(live: LiveRun): RunHandle {
  return {
    id: live.id,
    report: live.report,
    done: live.done,
    cancel() {
      if (live.run !== undefined) cancelRun(live.run);
    },
    waiting() {
      const waiting = live.report().jobs.filter((job) => job.status === 'waiting');
      return [...new Set(waiting.flatMap((job) => job.environment ?? []))];
    },
  };
}

function toPastHandle(report: RunReport): RunHandle {
  const done = Promise.resolve(report);
  return { id: report.id, report: () => report, done, cancel: () => undefined, waiting: () => [] };
}
