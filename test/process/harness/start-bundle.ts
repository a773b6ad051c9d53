import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createActionHost } from '../../../simulator/runner/index.ts';
import type { Job, StepResult } from '../../../simulator/runner/index.ts';

const root = dirname(dirname(dirname(import.meta.dirname)));

/** What a test gives a bundle; everything else is an ordinary push job on main. */
export interface BundleStart {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly job?: Partial<Job>;
  /** The checkout; a folder of its own that is removed, when absent. */
  readonly workspace?: string;
  readonly oidc?: { readonly url: string; readonly token: string };
  readonly signal?: AbortSignal;
  onLine?(line: string): void;
  onStart?(pid: number): void;
}

/** Starts the committed bundle of an action as a runner does and returns everything that it left behind. */
export async function startBundle(action: string, start: BundleStart = {}): Promise<StepResult> {
  return startFolder(join(root, 'actions', action), start);
}

/** {@link startBundle} for any folder with an `action.yml`. */
export async function startFolder(folder: string, start: BundleStart = {}): Promise<StepResult> {
  if (start.workspace !== undefined) return runIn(start.workspace, folder, start);
  const workspace = await mkdtemp(join(tmpdir(), 'lazaret-workspace-'));
  try {
    return await runIn(workspace, folder, start);
  } finally {
    await rm(workspace, { recursive: true, force: true });
  }
}

/** Replaces what differs from run to run: times, ids, temporary folders, line numbers of stacks. */
export function redact(text: string): string {
  return text
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '<time>')
    .replaceAll(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '<uuid>')
    .replaceAll(/\b\d+(\.\d+)? (ms|s|min|h)\b/g, '<duration>')
    .replaceAll(/(\/[\w.-]+)*\/lazaret-[\w-]+/g, '<folder>')
    .replaceAll(/file:\/\/\S+:\d+:\d+/g, '<place>');
}

async function runIn(workspace: string, folder: string, start: BundleStart): Promise<StepResult> {
  const host = createActionHost({
    worldEnv: {},
    openOidc: () => start.oidc,
    tokenFor: () => 'ghs_000000000000000000000000000000000000',
    endJob: () => undefined,
    offsetMs: () => 0,
  });
  const step = { action: folder, with: start.inputs ?? {}, env: start.env ?? {} };
  return host.runStep(step, buildJob(workspace, start.job ?? {}), start);
}

function buildJob(workspace: string, changes: Partial<Job>): Job {
  return {
    repository: 'contoso/lazaret',
    event: 'push',
    ref: 'refs/heads/main',
    sha: '0123456789abcdef0123456789abcdef01234567',
    actor: 'workload-developer',
    triggeringActor: 'workload-developer',
    runId: 4211,
    attempt: 1,
    workflow: 'main.yml',
    jobName: 'test',
    permissions: { contents: 'read' },
    runnerGroup: 'lazaret',
    workspace,
    ...changes,
  };
}
