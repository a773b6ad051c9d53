import { ExternalError } from '../../../lib/base/errors/index.ts';
import type { Log } from '../../../lib/base/log.ts';
import type { Run } from '../../../lib/clients/tasks/types.ts';
import type { PinnedImage } from '../../../lib/domain/image/index.ts';
import { findOutputImage } from './begin.ts';
import type { BuildPlan } from './plan.ts';
import type { Deps } from './ports.ts';

/** The built image, read back from the registry by its digest; TASKS_IMAGE_MISSING when it is not there. */
export async function verifyImage(run: Run, plan: BuildPlan, deps: Deps, log: Log): Promise<PinnedImage> {
  const output = findOutputImage(run, plan);
  if (output === undefined) throw missing(run, `it names no image ${plan.repository}:${plan.tag}`);
  const manifest = await deps.registry(plan.loginServer).findManifest(plan.repository, output.digest);
  if (manifest === undefined)
    throw missing(run, `${plan.loginServer} has no ${plan.repository}@${output.digest}`);
  log.info(
    `${plan.loginServer}/${plan.repository}@${manifest.digest} is in the registry (${manifest.mediaType})`,
  );
  return { registry: plan.loginServer, repository: plan.repository, digest: manifest.digest };
}

function missing({ runId }: Run, reason: string): ExternalError {
  return new ExternalError('TASKS_IMAGE_MISSING', {
    system: 'Azure Container Registry',
    operation: 'read manifest',
    subject: runId,
    reason,
  });
}
