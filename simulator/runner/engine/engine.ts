import { runnerSignalPlan } from '../process.ts';
import { openArtifacts } from '../steps/index.ts';
import { openConcurrency } from './concurrency.ts';
import { openPlaces } from './pools.ts';
import type { Engine } from './run.ts';
import { openTrees } from './trees.ts';
import type { RunnerOptions } from './types.ts';
import { openWaits } from './waits.ts';

const minuteMs = 60_000;
/** Ids of jobs are far above those of runs. */
const firstJobId = 51_200_000_000;

/** Opens what all runs of a world share. */
export function openEngine(options: RunnerOptions, closing: AbortSignal): Engine {
  const { world, github } = options;
  const trees = openTrees(options);
  const jobs = world.slice('workflow-jobs', () => ({ nextId: firstJobId }));
  return {
    options,
    trees,
    closing,
    concurrency: openConcurrency(),
    waits: openWaits(world.clock),
    places: options.pools.map(({ size }) => openPlaces(size)),
    nextJobId() {
      jobs.value.nextId += 1;
      jobs.touch();
      return jobs.value.nextId;
    },
    world: {
      worldEnv: options.worldEnv,
      nodePath: options.nodePath ?? process.execPath,
      toolsFolder: options.toolsFolder,
      signalPlan: options.signalPlan ?? runnerSignalPlan,
      minuteMs: options.minuteMs ?? minuteMs,
      offsetMs: world.clock.offsetMs,
      uuid: world.uuid,
      ask: options.ask ?? refuseAsk,
      resolve: trees.resolve,
      artifacts: openArtifacts(world),
      async findGitFolder(repository, token) {
        const isReadable = await github.mayRead(repository, token);
        return isReadable ? github.git.folderOf(repository) : undefined;
      },
    },
  };
}

function refuseAsk({ url }: Request): Promise<Response> {
  return Promise.reject(new Error(`nothing answers ${url}: this runner stands alone`));
}
