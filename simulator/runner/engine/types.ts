import type { Hub } from '../../github/hub/index.ts';
import type { GitRepositories } from '../../github/git/index.ts';
import type { World } from '../../world/index.ts';
import type { SignalPlan } from '../process.ts';
import type { Job } from '../types.ts';
import type { RunnerEvent } from './report.ts';
import type { RunnerPool } from './pools.ts';

/** What the runner needs of the world around it. */
export interface RunnerOptions {
  readonly world: World;
  readonly github: {
    readonly hub: Pick<Hub, 'findRepository' | 'startRun' | 'rerun' | 'requestApproval'>;
    readonly git: GitRepositories;
    tokenFor(job: Pick<Job, 'repository' | 'permissions'>): string;
    endToken(token: string): void;
    /** Whether a token may read the contents of a repository. */
    mayRead(repository: string, token: string): Promise<boolean>;
  };
  readonly oidc: {
    openJob(job: Job): { readonly url: string; readonly token: string } | undefined;
    closeJob(token: string): void;
  };
  /** Proxy and CA variables of the simulated world; nothing else of our own environment reaches a step. */
  readonly worldEnv: Readonly<Record<string, string>>;
  readonly pools: readonly RunnerPool[];
  /** How long a minute of a timeout is, in ms; tests shorten it. */
  readonly minuteMs?: number;
  /** How long a cancelled job may tidy up, in ms; GitHub gives five minutes. */
  readonly graceMs?: number;
  readonly signalPlan?: SignalPlan;
  /** The Node that `node24` means here. */
  readonly nodePath?: string;
  /** Programs that the runners have installed, before those of this machine. */
  readonly toolsFolder?: string;
  /** Asks a service of the world by its real host name, for stand-ins; without it none can be asked. */
  ask?(request: Request): Promise<Response>;
  onEvent?(event: RunnerEvent): void;
}
