import type { JobContext } from '../../../lib/action/index.ts';
import type { Clock } from '../../../lib/base/time.ts';
import type { GithubClient, GithubPreflight } from '../../../lib/clients/github/index.ts';

/** What preflight asks: GitHub, Entra, the token service and the event. */
export interface Deps {
  readonly job: JobContext;
  readonly clock: Pick<Clock, 'now'>;
  /** Whether the token begins as those of jobs do; the token itself stays with the clients. */
  readonly isJobToken: boolean;
  readonly github: Pick<GithubClient, 'findEnvironment' | 'readBranch' | 'compare'>;
  readonly preflight: GithubPreflight;
  /** What time it is for Entra. */
  readAzureTime(tenantId: string): Promise<number>;
  getIdToken(audience: string): Promise<string>;
  readEvent(): Promise<unknown>;
}
