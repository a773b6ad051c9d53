import type { Clock } from '../base/time.ts';
import type { Exec } from '../base/exec.ts';
import type { Log } from '../base/log.ts';

/** The run this job belongs to, from the variables that every runner sets. */
export interface JobContext {
  /** `owner/name`. */
  readonly repository: string;
  readonly sha: string;
  readonly ref: string;
  readonly runId: number;
  readonly runAttempt: number;
  readonly eventName: string;
  readonly actor: string;
  readonly triggeringActor: string;
  readonly workflowRef: string;
  readonly serverUrl: string;
  readonly apiUrl: string;
  /** The runner's name in its group; absent where the runner does not say. */
  readonly runnerName?: string;
}

/** Everything an action may know of the machine and the job it runs in; made by the frame alone. */
export interface ActionContext {
  readonly log: Log;
  readonly clock: Clock;
  readonly exec: Exec;
  /** A number from 0 to below 1, for jitter; never for secrets. */
  readonly random: () => number;
  readonly job: JobContext;
  /** Absolute path of the checked-out repository. */
  readonly workspace: string;
  /** A private folder that is removed with the job. */
  readonly tempFolder: string;
  /** Aborted by SIGINT and SIGTERM; the reason is an error that names the signal. */
  readonly signal: AbortSignal;
  /** Proxy variables for Node's own agent (`proxyEnv` of `https.Agent`). */
  readonly proxyEnv: Readonly<Record<string, string>>;
  /** Variables a child program needs to find its way (PATH, HOME, proxies, CA files), without secrets. */
  readonly toolEnv: Readonly<Record<string, string>>;
  /** The webhook payload that started the run, unchecked; undefined where the runner gives none. */
  readEvent(): Promise<unknown>;
  /** Asks GitHub for a fresh OIDC token; each call is one request. */
  getIdToken(audience: string): Promise<string>;
}

/** How a step ends when it did its work but the result is a "no". */
export interface Verdict {
  readonly isFailure: boolean;
  /** The last line of the log, outside groups. */
  readonly message: string;
}
