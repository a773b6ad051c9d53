import { listPairs, readClaims } from './claims.ts';
import type { ToldJob } from './claims.ts';

/** What the runner's variables say of a job; it stands in what the job signs. */
export interface SigningJob extends ToldJob {
  readonly workflowRef: string;
}

/**
 * Events whose workflow file is the one of the ref that they ran for. Every other one (pull_request and its kin,
 * merge_group, workflow_run, issue_comment, repository_dispatch, …) is started by what somebody else wrote:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
 */
const signingEvents: readonly string[] = ['push', 'schedule', 'workflow_dispatch'];

/**
 * Why a job must not sign: others can cause its event, its ref is not protected, or GitHub's token describes it
 * otherwise than the runner's variables do. Undefined when it may.
 */
export async function explainUntrustedJob(
  job: SigningJob,
  readToken: () => Promise<string>,
): Promise<string | undefined> {
  if (!signingEvents.includes(job.eventName))
    return `it was started by ${job.eventName}, not by ${signingEvents.join(', ')}`;
  const checked = readClaims(await readToken());
  if (!checked.ok) return `its token: ${checked.problems.slice(0, 3).join('; ')}`;
  const workflow = ['workflow_ref', checked.value.workflow_ref ?? 'nothing', job.workflowRef] as const;
  const foreign = [...listPairs(job, checked.value), workflow].find(([, said, is]) => said !== is);
  if (foreign !== undefined) return `${foreign[0]}: its token says ${foreign[1]}, the runner ${foreign[2]}`;
  return checked.value.ref_protected === 'true' ? undefined : `${job.ref} is not protected`;
}
