import type { JobContext } from '../../lib/action/index.ts';

/** The token of a job as GitHub makes it, but for its signature; `changes` make it say something else. */
export function mintJobToken(job: JobContext, jobWorkflow: string, changes: object = {}): string {
  const { repository, ref, sha, eventName, workflowRef, runId, runAttempt } = job;
  const claims = {
    ...{ sub: `repo:${repository}`, repository, ref, ref_protected: 'true', sha, event_name: eventName },
    ...{ run_id: String(runId), run_attempt: String(runAttempt), workflow_ref: workflowRef },
    job_workflow_ref: `${repository}/.github/workflows/${jobWorkflow}@refs/heads/main`,
    job_workflow_sha: sha,
    ...changes,
  };
  return `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;
}
