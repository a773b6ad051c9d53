import * as v from 'valibot';

/** The claims of a job's token that a certificate tells. */
export const Claims = v.object({
  iss: v.string(),
  sub: v.string(),
  repository: v.string(),
  repository_id: v.string(),
  repository_owner: v.string(),
  repository_owner_id: v.string(),
  repository_visibility: v.string(),
  job_workflow_ref: v.string(),
  job_workflow_sha: v.string(),
  workflow_ref: v.string(),
  workflow_sha: v.string(),
  runner_environment: v.string(),
  ref: v.string(),
  sha: v.string(),
  event_name: v.string(),
  run_id: v.string(),
  run_attempt: v.string(),
});
export type Claims = v.InferOutput<typeof Claims>;
