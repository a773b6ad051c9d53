import { UserError } from '../../../lib/base/errors/index.ts';
import { explainUntrustedJob } from '../../../lib/domain/preflight/index.ts';
import { isPullRequestFolder } from '../../../lib/domain/promotion/index.ts';
import type { Deps } from './ports.ts';

// Nobody takes a token for this audience, so that what is looked at opens no door.
const audience = 'lazaret-gate';

/**
 * Refuses to sign for an image or an event of a pull request, and in a job that GitHub's token describes otherwise than
 * the runner does. Throws GATE_SIGNING_REFUSED.
 */
export async function assertSignableJob(
  repository: string,
  { job, getIdToken }: Pick<Deps, 'job' | 'getIdToken'>,
): Promise<void> {
  if (isPullRequestFolder(repository)) throw refuse(repository, 'it lies under `pr/`');
  const reason = await explainUntrustedJob(job, () => getIdToken(audience));
  if (reason !== undefined) throw refuse(repository, `the job: ${reason}`);
}

/** Refuses to sign on any other ref than the protected branch: its workflow file may be anybody's. */
export function assertSignableRef(repository: string, { job }: Pick<Deps, 'job'>, branch: string): void {
  if (job.ref === `refs/heads/${branch}`) return;
  throw refuse(repository, `the job runs on ${job.ref}, not on ${branch}`);
}

function refuse(subject: string, reason: string): UserError {
  return new UserError('GATE_SIGNING_REFUSED', { subject, reason });
}
