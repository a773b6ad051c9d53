import type { JobContext } from '../../../lib/action/index.ts';
import type { Clock } from '../../../lib/base/time.ts';
import type { GithubComments } from '../../../lib/clients/github/index.ts';

/** What the work needs of the outside. */
export interface Deps {
  readonly clock: Pick<Clock, 'now'>;
  readonly job: JobContext;
  readonly comments: GithubComments;
  readEvent(): Promise<unknown>;
}
