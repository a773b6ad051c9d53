import type { JobContext } from '../../../lib/action/index.ts';
import { UserError } from '../../../lib/base/errors/index.ts';
import { formatImageReference } from '../../../lib/domain/image/index.ts';
import type { PinnedImage } from '../../../lib/domain/image/index.ts';
import { readClaims } from '../../../lib/domain/preflight/index.ts';
import type { Claims } from '../../../lib/domain/preflight/index.ts';
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

/**
 * Events whose workflow file is the one of the ref that they ran for. Every other one (merge_group, workflow_run,
 * issue_comment, repository_dispatch, …) is started by what somebody else wrote:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
 */
const trustedEvents: readonly string[] = ['push', 'schedule', 'workflow_dispatch'];

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
  const refuse = (reason: string): UserError =>
    new UserError('STATEMENT_JOB_UNTRUSTED', { subject: formatImageReference(image), reason });
  if (!trustedEvents.includes(job.eventName))
    throw refuse(`it was started by ${job.eventName}, not by ${trustedEvents.join(', ')}`);
  const checked = readClaims(await getIdToken(audience));
  if (!checked.ok) throw refuse(`its token: ${checked.problems.slice(0, 3).join('; ')}`);
  const foreign = listPairs(job, checked.value).find(([, said, is]) => said !== is);
  if (foreign !== undefined)
    throw refuse(`${foreign[0]}: its token says ${foreign[1]}, the runner ${foreign[2]}`);
  if (checked.value.ref_protected !== 'true') throw refuse(`${job.ref} is not protected`);
}

function listPairs(job: JobContext, claims: Claims): readonly (readonly [string, string, string])[] {
  return [
    ['repository', claims.repository, job.repository],
    ['ref', claims.ref, job.ref],
    ['sha', claims.sha, job.sha],
    ['event_name', claims.event_name, job.eventName],
    ['run_id', claims.run_id, String(job.runId)],
    ['workflow_ref', claims.workflow_ref ?? 'nothing', job.workflowRef],
  ];
}
