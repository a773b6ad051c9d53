import { join } from 'node:path';
import type { World } from '../../world/types.ts';
import { buildStages } from './build.ts';
import { loadContext } from './context.ts';
import { parseDockerfile } from './dockerfile/parse.ts';
import { splitStages } from './dockerfile/stages.ts';
import { openSpool } from './files/spool.ts';
import type { BuildJob, BuiltImage } from './types.ts';

/** Builds images for the agents of ACR Tasks. */
export interface Builder {
  /** Throws {@link BuildFailure} when the build fails as Docker's would. */
  build(job: BuildJob): Promise<BuiltImage>;
}

/** The built-in builder: every Dockerfile without RUN, the same bytes on every machine. */
export function createBuilder(world: World): Builder {
  return {
    async build(job) {
      const spool = await openSpool(world.blobs, join(world.folder, 'builds', world.uuid()));
      try {
        const context = await loadContext(job, spool);
        const parsed = parseDockerfile(context.dockerfile);
        const plan = splitStages(parsed, job.target);
        return await buildStages({ world, job, spool, context, plan, escape: parsed.escape });
      } finally {
        await spool.remove();
      }
    },
  };
}
