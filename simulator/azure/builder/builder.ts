import { join } from 'node:path';
import type { World } from '../../world/types.ts';
import type { Build } from './progress.ts';
import { buildStages } from './build.ts';
import { buildWithBuildah } from './buildah/build.ts';
import { findBuildah } from './buildah/find.ts';
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

/** Where buildah is looked for when nothing else is said. */
const defaultPath = '/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin';

/**
 * The built-in builder for every Dockerfile without RUN, the same bytes on every machine; one with RUN goes to
 * buildah where it is installed.
 */
export function createBuilder(world: World, options: { readonly searchPath?: string } = {}): Builder {
  return {
    async build(job) {
      const folder = join(world.folder, 'builds', world.uuid());
      const spool = await openSpool(world.blobs, folder);
      try {
        const context = await loadContext(job, spool);
        const parsed = parseDockerfile(context.dockerfile);
        const plan = splitStages(parsed, job.target);
        const buildah = await findBuildah(options.searchPath ?? defaultPath);
        const build: Build = { world, job, spool, context, plan, escape: parsed.escape, buildah };
        if (buildah.isUsable && hasRun(build))
          return await buildWithBuildah(build, buildah, join(folder, 'buildah'));
        return await buildStages(build);
      } finally {
        await spool.remove();
      }
    },
  };
}

function hasRun(build: Build): boolean {
  return build.plan.stages.some(({ instructions }) => instructions.some(({ keyword }) => keyword === 'RUN'));
}
