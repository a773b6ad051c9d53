import { startSimulation } from '../simulation.ts';
import type { Simulation } from '../simulation.ts';
import { defaultFolder, emptyFolder, lockFolder } from './folder.ts';

export interface OpenOptions {
  /** The state folder; `simulation` where absent. */
  readonly folder?: string | undefined;
  readonly latencyScale?: number;
  readonly port?: number | undefined;
  /** Forget what the folder held. */
  readonly isFresh?: boolean;
}

/** Opens the world of a folder, lets `work` use it, and closes it whatever happens. */
export async function withSimulation<T>(
  options: OpenOptions,
  work: (simulation: Simulation) => Promise<T>,
): Promise<T> {
  const folder = options.folder ?? defaultFolder;
  const unlock = await lockFolder(folder);
  try {
    if (options.isFresh === true) await emptyFolder(folder);
    const simulation = await startSimulation({
      folder,
      latencyScale: options.latencyScale ?? 0,
      ...(options.port === undefined ? {} : { port: options.port }),
    });
    return await work(simulation).finally(() => simulation.stop());
  } finally {
    await unlock();
  }
}
