import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Origin } from '../documents/index.ts';
import { isObject } from '../expressions/index.ts';
import type { JsonObject } from '../expressions/index.ts';
import { createMasks } from '../masks.ts';
import type { Masks } from '../masks.ts';
import type { SignalPlan } from '../process.ts';
import type { Job } from '../types.ts';
import type { JobFolders } from '../variables.ts';
import type { ArtifactStore } from './artifacts.ts';
import type { StepReport } from './types.ts';

/** What of the world the steps of a job touch. */
export interface SessionWorld {
  /** Proxy and CA variables of the simulated world. */
  readonly worldEnv: Readonly<Record<string, string>>;
  readonly nodePath: string;
  readonly toolsFolder: string | undefined;
  readonly signalPlan: SignalPlan;
  /** How long a minute of a timeout is, in ms. */
  readonly minuteMs: number;
  /** How far simulated time is ahead of the machine's, in ms. */
  offsetMs(): number;
  uuid(): string;
  /** Asks a service of the world by its real host name. */
  ask(request: Request): Promise<Response>;
  /** The commit that a ref of a repository names, with its tree; undefined where there is none to be read. */
  resolve(repository: string, ref: string): Promise<Origin | undefined>;
  /** The bare repository, where the token may read its contents. */
  findGitFolder(repository: string, token: string): Promise<string | undefined>;
  readonly artifacts: ArtifactStore;
}

/** What a job asks for before its first step. */
export interface SessionOrder {
  readonly world: SessionWorld;
  readonly job: Job;
  /** The file that defines the job. */
  readonly origin: Origin;
  readonly token: string;
  readonly oidc: { readonly url: string; readonly token: string } | undefined;
  readonly secrets: Readonly<Record<string, string>>;
  /** Contexts that do not change while the job runs. */
  readonly contexts: JsonObject;
  readonly env: Readonly<Record<string, string>>;
  /** `defaults.run` of job and workflow. */
  readonly defaults: { readonly shellName: string | undefined; readonly folder: string | undefined };
  /** The folder of the job alone: workspace and private folders lie below it, and it is removed with them. */
  readonly parent: string;
  readonly signals: JobSignals;
  onLine(step: string, line: string): void;
  onStep(report: StepReport): void;
}

/** How a job is ended from outside. */
export interface JobSignals {
  /** The job is cancelled: what runs is interrupted, what must always run still does. */
  readonly cancel: AbortSignal;
  /** The time to tidy up is over. */
  readonly force: AbortSignal;
}

/** A job on its runner: what its steps share. */
export interface JobSession extends SessionOrder {
  readonly folders: JobFolders & { readonly root: string };
  readonly masks: Masks;
  /** Grows by GITHUB_ENV and GITHUB_PATH. */
  readonly variables: Record<string, string>;
  readonly path: string[];
  /** What is done after the last step, newest first. */
  readonly posts: (() => Promise<StepReport | undefined>)[];
  /** Whether a step has failed. */
  hasFailed: boolean;
}

/** Makes the folders of a job; `close` removes them. */
export async function openSession(
  order: SessionOrder,
): Promise<JobSession & { readonly close: () => Promise<void> }> {
  await mkdir(order.parent, { recursive: true });
  const root = await mkdtemp(join(order.parent, 'job-'));
  const folders = {
    root,
    temp: join(root, 'temp'),
    toolCache: join(root, 'tool-cache'),
    home: join(root, 'home'),
    eventFile: join(root, 'event.json'),
  };
  const made = [folders.temp, folders.toolCache, folders.home, order.job.workspace];
  await Promise.all(made.map((path) => mkdir(path, { recursive: true })));
  await writeFile(folders.eventFile, JSON.stringify(order.job.eventPayload ?? {}));
  const masks = createMasks();
  const secrets = [order.token, ...Object.values(order.secrets)];
  for (const secret of secrets) masks.add(secret);
  if (order.oidc !== undefined) masks.add(order.oidc.token);
  return {
    ...order,
    contexts: placeContexts(order, folders),
    ...{ folders, masks, path: [], posts: [], hasFailed: false },
    variables: { ...order.env },
    // A runner that takes one job leaves nothing behind, the workspace included.
    close: () => rm(order.parent, { recursive: true, force: true, maxRetries: 3 }),
  };
}

function placeContexts({ contexts, job }: SessionOrder, folders: JobFolders): JsonObject {
  const github = isObject(contexts['github']) ? contexts['github'] : {};
  const runner = isObject(contexts['runner']) ? contexts['runner'] : {};
  const { temp, toolCache, eventFile } = folders;
  return {
    ...contexts,
    github: { ...github, workspace: job.workspace, event_path: eventFile },
    runner: { ...runner, temp, tool_cache: toolCache },
  };
}
