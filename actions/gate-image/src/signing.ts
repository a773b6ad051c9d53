import type { JobContext } from '../../../lib/action/index.ts';
import { UserError } from '../../../lib/base/errors/index.ts';
import { isPullRequestFolder } from '../../../lib/domain/promotion/index.ts';

/**
 * Events whose workflow file is the one of the ref that they ran for. Every other one (pull_request and its kin,
 * merge_group, workflow_run, issue_comment, …) is started by what somebody else wrote:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
 */
export const signingEvents: readonly string[] = ['push', 'schedule', 'workflow_dispatch'];

/** Refuses to sign for an image or an event of a pull request; throws GATE_SIGNING_REFUSED. */
export function assertSignableEvent(repository: string, { eventName }: JobContext): void {
  if (isPullRequestFolder(repository)) throw refuse(repository, 'it lies under `pr/`');
  if (signingEvents.includes(eventName)) return;
  throw refuse(repository, `the job was started by ${eventName}, not by ${signingEvents.join(', ')}`);
}

/** Refuses to sign on any other ref than the protected branch: its workflow file may be anybody's. */
export function assertSignableRef(repository: string, { ref }: JobContext, branch: string): void {
  if (ref === `refs/heads/${branch}`) return;
  throw refuse(repository, `the job runs on ${ref}, not on ${branch}`);
}

function refuse(subject: string, reason: string): UserError {
  return new UserError('GATE_SIGNING_REFUSED', { subject, reason });
}
