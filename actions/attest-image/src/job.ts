import type { JobContext } from '../../../lib/action/index.ts';
import { UserError } from '../../../lib/base/errors/index.ts';
import { formatImageReference } from '../../../lib/domain/image/index.ts';
import type { PinnedImage } from '../../../lib/domain/image/index.ts';
import { explainUntrustedJob } from '../../../lib/domain/preflight/index.ts';
import { isPullRequestFolder } from '../../../lib/domain/promotion/index.ts';
import type { Deps } from './ports.ts';

/** The workflow that answers for what is attested: `https://github.com/<owner>/<name>/.github/workflows/<file>@<ref>`. */
export function nameBuilder({ serverUrl, workflowRef }: JobContext): string {
  return `${serverUrl}/${workflowRef}`;
}

/** The run without its attempt, so that a second attempt says the same. */
export function nameRun({ serverUrl, repository, runId }: JobContext): string {
  return `${serverUrl}/${repository}/actions/runs/${runId}`;
}

// Nobody takes a token for this audience, so that what is looked at opens no door.
const audience = 'lazaret-attest';

/**
 * Refuses what a pull request made: its workflow files are the author's own, so a signature would say nothing.
 * Throws STATEMENT_NOT_FOR_PULL_REQUEST.
 */
export function assertNotPullRequest(image: PinnedImage, { eventName }: JobContext): void {
  const isFromFolder = isPullRequestFolder(image.repository);
  if (!isFromFolder && !eventName.startsWith('pull_request')) return;
  throw new UserError('STATEMENT_NOT_FOR_PULL_REQUEST', {
    subject: formatImageReference(image),
    reason: isFromFolder ? 'it lies under `pr/`' : `the job was started by ${eventName}`,
  });
}

/**
 * Refuses a job whose event others can cause or whose ref is not protected, and one that GitHub's token describes
 * otherwise than the runner's variables do: those stand in the statement. Throws STATEMENT_JOB_UNTRUSTED.
 */
export async function assertTrustedJob(
  image: PinnedImage,
  { job, getIdToken }: Pick<Deps, 'job' | 'getIdToken'>,
): Promise<void> {
  const reason = await explainUntrustedJob(job, () => getIdToken(audience));
  if (reason === undefined) return;
  throw new UserError('STATEMENT_JOB_UNTRUSTED', { subject: formatImageReference(image), reason });
}
