import type { Slice, World } from '../../world/index.ts';
import type { WorkflowEvent } from '../events/index.ts';
import type { RunReport } from './report.ts';

/** A run that has ended, with what starts it again. */
export interface PastRun {
  readonly event: WorkflowEvent;
  readonly report: RunReport;
}

/** The runs of a world, newest attempt of each; they outlive the process. */
export interface History {
  find(runId: number): PastRun | undefined;
  list(repository: string): readonly PastRun[];
  keep(run: PastRun): void;
}

/** A world that lives long forgets its oldest runs, as GitHub does after 400 days. */
const maxRuns = 400;

/** Opens the history of a world. */
export function openHistory(world: World): History {
  const slice: Slice<{ runs: Record<string, PastRun> }> = world.slice('workflow-runs', () => ({ runs: {} }));
  return {
    find: (runId) => slice.value.runs[String(runId)],
    list: (repository) =>
      Object.values(slice.value.runs).filter(({ event }) => isSame(event.repository, repository)),
    keep(run) {
      const { runs } = slice.value;
      runs[String(run.report.id)] = run;
      for (const id of Object.keys(runs).slice(0, -maxRuns)) Reflect.deleteProperty(runs, id);
      slice.touch();
    },
  };
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
