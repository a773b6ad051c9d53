import { readFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { repository } from '../estate/index.ts';
import type { Job } from '../runner/index.ts';
import type { Stage } from './types.ts';

/** The jobs of the story: each is defined by the reusable workflow whose identity it uses. */
export const jobs = {
  import: {
    jobName: 'import',
    workflow: 'upstream.yml',
    jobWorkflow: 'import.yml',
    runnerGroup: 'quarantine-build',
  },
  build: {
    jobName: 'build',
    workflow: 'main.yml',
    jobWorkflow: 'build.yml',
    runnerGroup: 'quarantine-build',
  },
  promote: {
    jobName: 'promote',
    workflow: 'main.yml',
    jobWorkflow: 'promote.yml',
    runnerGroup: 'management-agents',
    environment: 'promote',
  },
  read: {
    jobName: 'read',
    workflow: 'nightly.yml',
    jobWorkflow: 'drift.yml',
    runnerGroup: 'management-agents',
  },
} as const satisfies Readonly<Record<string, Partial<Job>>>;

const permissions: Job['permissions'] = {
  'id-token': 'write',
  contents: 'read',
  actions: 'read',
  'pull-requests': 'read',
};

/** A run of main that jobs belong to. */
export interface MainRun {
  readonly runId: number;
  readonly attempt: number;
  readonly sha: string;
  readonly actor: string;
  readonly triggeringActor: string;
  readonly workspace: string;
}

/** Starts a run on the tip of main and checks it out. */
export async function startMainRun(
  stage: Stage,
  order: { readonly sha: string; readonly actor: string; readonly workflow: string; readonly event: string },
): Promise<MainRun> {
  const { hub } = stage.simulation.github;
  const run = hub.startRun(repository.fullName, { ...order, branch: 'main' });
  const workspace = await stage.checkout(repository.fullName, order.sha);
  return {
    runId: run.id,
    attempt: 1,
    sha: order.sha,
    actor: order.actor,
    triggeringActor: order.actor,
    workspace,
  };
}

/** A job of a run on main. */
export function buildJob(run: MainRun, kind: keyof typeof jobs, event = 'push'): Job {
  return {
    repository: repository.fullName,
    event,
    ref: 'refs/heads/main',
    permissions,
    ...jobs[kind],
    ...run,
  };
}

/** The files of a folder of this suite, by the paths they have in the repository. */
export async function readFolder(
  suiteFolder: string,
  folder: string,
): Promise<Readonly<Record<string, Uint8Array>>> {
  const entries = await readdir(join(suiteFolder, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = files
    .sort()
    .map(async (file) => [relative(suiteFolder, file), await readFile(file)] as const);
  return Object.fromEntries(await Promise.all(contents));
}
