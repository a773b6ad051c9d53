import { readClaims } from './claims.ts';
import type { Claims } from './claims.ts';

/** What the runner's variables say of a job; it stands in what the job signs. */
export interface SigningJob {
  /** `owner/name`. */
  readonly repository: string;
  readonly ref: string;
  readonly sha: string;
  readonly eventName: string;
  readonly runId: number;
  readonly workflowRef: string;
}

/**
 * Events whose workflow file is the one of the ref that they ran for. Every other one (pull_request and its kin,
 * merge_group, workflow_run, issue_comment, repository_dispatch, …) is started by what somebody else wrote:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
 */
export const signingEvents: readonly string[] = ['push', 'schedule', 'workflow_dispatch'];

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
  const foreign = listPairs(job, checked.value).find(([, said, is]) => said !== is);
  if (foreign !== undefined) return `${foreign[0]}: its token says ${foreign[1]}, the runner ${foreign[2]}`;
  return checked.value.ref_protected === 'true' ? undefined : `${job.ref} is not protected`;
}

function listPairs(job: SigningJob, claims: Claims): readonly (readonly [string, string, string])[] {
  return [
    ['repository', claims.repository, job.repository],
    ['ref', claims.ref, job.ref],
    ['sha', claims.sha, job.sha],
    ['event_name', claims.event_name, job.eventName],
    ['run_id', claims.run_id, String(job.runId)],
    ['workflow_ref', claims.workflow_ref ?? 'nothing', job.workflowRef],
  ];
}
