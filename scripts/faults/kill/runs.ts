import { quarantine } from '../../../simulator/estate/index.ts';
import type { Simulation } from '../../../simulator/simulation.ts';

const finished = ['Succeeded', 'Failed', 'Canceled', 'Error', 'Timeout'];

/**
 * What is wrong with the builds: never two live runs of one task run; none live after a cancelled job, which cancels
 * its run; none live in the end, and none that failed.
 */
export function findRunProblems(
  { tasks }: Pick<Simulation, 'tasks'>,
  death: { readonly signal: string } | undefined,
): readonly string[] {
  const runs = tasks.listRuns(quarantine.name);
  const live = runs.filter(({ status }) => !finished.includes(status));
  const mayLive = death?.signal === 'SIGKILL' ? 1 : 0;
  const problems = live.length > mayLive ? [`${live.length} runs are live`] : [];
  const broken = runs.filter(({ status }) => ['Failed', 'Error', 'Timeout'].includes(status));
  return [...problems, ...broken.map(({ runId, status }) => `run ${runId} ended as ${status}`)];
}
