import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../../simulator/estate/index.ts';
import type { StepResult } from '../../simulator/runner/index.ts';
import { startSimulation } from '../../simulator/simulation.ts';
import type { Simulation } from '../../simulator/simulation.ts';
import { root } from '../support/repository.ts';
import { writeStandIn } from '../../scripts/faults/gate/scanner.ts';
import { buildStepInputs, buildStepJob } from '../support/world/orders.ts';
import type { ActionName, OrderFacts } from '../support/world/orders.ts';
import { mergeService, startApprovedRun } from '../support/world/prepare.ts';

/** A simulated world with a merged pull request and empty registries. */
export interface BenchWorld {
  readonly simulation: Simulation;
  /** A checkout of main. */
  readonly workspace: string;
  /** Runs the committed bundle; `changes` are inputs that differ from the ordinary ones. Throws unless it succeeds. */
  play(action: ActionName, changes?: Readonly<Record<string, string | undefined>>): Promise<StepResult>;
}

/** Opens a world for a benchmark and closes it whatever happens. `latencyScale` 1 waits as long as Azure does. */
export async function withBenchWorld<T>(
  latencyScale: number,
  work: (world: BenchWorld) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'lazaret-bench-'));
  const simulation = await startSimulation({ folder: join(folder, 'state'), latencyScale });
  try {
    const sha = await mergeService(simulation);
    const workspace = join(folder, 'workspace');
    await simulation.github.git.checkout(repository.fullName, sha, workspace);
    const scanner = await writeStandIn(join(folder, 'scanner'));
    const facts = { sha, workspace, scanner, runId: startApprovedRun(simulation, sha) };
    return await work({ simulation, workspace, play: createPlay(simulation, facts) });
  } finally {
    await simulation.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function createPlay(simulation: Simulation, facts: OrderFacts): BenchWorld['play'] {
  return async (action, changes) => {
    const job = buildStepJob(action, facts, {});
    const inputs = buildStepInputs(action, facts, changes);
    const result = await simulation.host.runStep(
      { action: join(root, 'actions', action), with: inputs },
      job,
    );
    if (result.conclusion === 'success') return result;
    throw new Error(`${action} ended with ${result.conclusion}:\n${result.log.join('\n')}`);
  };
}
