import type { JsonObject } from '../expressions/index.ts';

/** Something that happened in a repository and may start workflows. */
export interface WorkflowEvent {
  /** `owner/name`. */
  readonly repository: string;
  /** `push`, `pull_request`, `workflow_dispatch`, `schedule`, … */
  readonly name: string;
  /** `refs/heads/main`, `refs/pull/3/merge`, `refs/tags/v1`. */
  readonly ref: string;
  /** What GITHUB_SHA will be: for a pull request the merge commit. */
  readonly sha: string;
  /** Who did it. */
  readonly actor: string;
  /** The webhook's payload; `inputs` are those of workflow_dispatch, `schedule` the cron line. */
  readonly payload: JsonObject;
}
