import { drawSome } from '../draw.ts';
import { openFaultWorld } from '../world/fault-world.ts';
import type { FaultWorld } from '../world/fault-world.ts';
import { prepareStages } from '../world/stages.ts';
import type { Stage, StageName } from '../world/stages.ts';
import { moments, signals } from './death.ts';
import type { Death } from './death.ts';
import { playDeath, readReference } from './kill-case.ts';
import type { KillResult, Reference } from './kill-case.ts';

/** Which deaths are played. */
export interface KillOptions {
  readonly seed: number;
  /** How many of each stage; all when absent. */
  readonly perStage?: number;
  /** Worlds at a time; a death has one for itself. */
  readonly worlds: number;
  /** Told of each result. */
  report?(result: StageResult): void;
}

export type StageResult = KillResult & { readonly stage: StageName };

/** All results, and of how many deaths they are a sample. */
export interface KillReport {
  readonly possible: number;
  readonly results: readonly StageResult[];
}

/** The stages that are killed: the promotion of the base has an index with children, so the service's adds no boundary. */
export const killedStages = ['import', 'promote-base', 'build'] as const satisfies readonly StageName[];

/** Kills import, promotion and build at request boundaries and runs each again. */
export async function killAll(options: KillOptions): Promise<KillReport> {
  const benches = await Promise.all(Array.from({ length: options.worlds }, openBench));
  try {
    const deaths = killedStages.map((stage) => ({ stage, all: listDeaths(countRequests(benches, stage)) }));
    const chosen = deaths.flatMap(({ stage, all }) =>
      drawSome(all, options.perStage ?? all.length, options.seed, stage).map((death) => ({ stage, death })),
    );
    const results = await shareOut(benches, chosen, options);
    const possible = deaths.reduce((sum, { all }) => sum + all.length, 0);
    return { possible, results };
  } finally {
    await Promise.all(benches.map(({ world }) => world.close()));
  }
}

interface Bench {
  readonly world: FaultWorld;
  readonly stages: Readonly<Record<StageName, Stage>>;
  readonly references: Readonly<Record<(typeof killedStages)[number], Reference>>;
}

// Builds take some time, so that a run is still live when the job that waits for it dies.
async function openBench(): Promise<Bench> {
  const world = await openFaultWorld({ latencyScale: 0.2 });
  const stages = await prepareStages(world);
  return {
    ...{ world, stages },
    references: {
      import: await readReference(world, stages.import),
      'promote-base': await readReference(world, stages['promote-base']),
      build: await readReference(world, stages.build),
    },
  };
}

function countRequests(benches: readonly Bench[], stage: (typeof killedStages)[number]): number {
  return Math.min(...benches.map(({ references }) => references[stage].requests));
}

function listDeaths(requests: number): readonly Death[] {
  return Array.from({ length: requests }, (_, index) => index + 1).flatMap((request) =>
    signals.flatMap((signal) => moments.map((moment) => ({ signal, moment, request }))),
  );
}

async function shareOut(
  benches: readonly Bench[],
  chosen: readonly { readonly stage: (typeof killedStages)[number]; readonly death: Death }[],
  options: KillOptions,
): Promise<readonly StageResult[]> {
  const waiting = [...chosen];
  const results: StageResult[] = [];
  const work = async ({ world, stages, references }: Bench): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { stage, death } = next;
      const result = { stage, ...(await playDeath(world, stages[stage], references[stage], death)) };
      results.push(result);
      options.report?.(result);
    }
  };
  await Promise.all(benches.map(work));
  return results;
}
