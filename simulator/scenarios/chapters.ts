import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { identities, live, quarantine, repository, tenantId } from '../estate/index.ts';
import type { StepResult } from '../runner/index.ts';
import { buildJob, readFolder, startMainRun } from './cast.ts';
import type { MainRun } from './cast.ts';
import { baseImage } from './images.ts';
import type { PlayedStep, Stage } from './types.ts';

/** The service that the stories build and promote. */
export const service = 'workload/chain-api';

/** The images that the first story imports together. */
export const lockFile = 'images.lock.yaml';

/** How a step of a chapter differs from the ordinary one. */
export type StepChanges = Partial<Omit<PlayedStep, 'action'>>;

/** Somebody writes the service, somebody else merges it; answers the merge commit on main. */
export async function mergeService(stage: Stage): Promise<string> {
  const { hub } = stage.simulation.github;
  const name = repository.fullName;
  const files = await readFolder(stage.suiteFolder, service);
  const common = {
    'README.md': new TextEncoder().encode('# The simulated repository\n'),
    [lockFile]: await readFile(join(stage.suiteFolder, lockFile)),
  };
  await hub.commit(name, {
    branch: 'main',
    message: 'Start the repository',
    author: 'platform-engineer',
    files: common,
  });
  await hub.commit(name, {
    branch: 'chain-api',
    message: 'Add chain-api',
    author: 'workload-developer',
    files: { ...common, ...files },
  });
  const pull = await hub.openPullRequest(name, {
    author: 'workload-developer',
    branch: 'chain-api',
    title: 'Add chain-api',
  });
  stage.tell(`workload-developer opens pull request #${pull.number}, platform-engineer merges it`);
  return hub.merge(name, { number: pull.number, merger: 'platform-engineer' });
}

/** A run of main that platform-engineer started: by a push, or of upstream.yml by hand. */
export function startRun(stage: Stage, sha: string, workflow: 'main.yml' | 'upstream.yml'): Promise<MainRun> {
  const event = workflow === 'main.yml' ? 'push' : 'workflow_dispatch';
  return startMainRun(stage, { sha, actor: 'platform-engineer', workflow, event });
}

/** Brings the base image into quarantine. */
export function importBase(stage: Stage, run: MainRun, changes: StepChanges = {}): Promise<StepResult> {
  return stage.play({
    title: `Import ${baseImage.name} into quarantine`,
    action: 'import-image',
    job: buildJob(run, 'import', 'workflow_dispatch'),
    ...changes,
    with: {
      'tenant-id': tenantId,
      'client-id': identities.import.clientId,
      'quarantine-registry': quarantine.id,
      ...(changes.with ?? { image: baseImage.reference }),
    },
  });
}

/** Builds the service on the base image in live. */
export function buildService(stage: Stage, run: MainRun, changes: StepChanges = {}): Promise<StepResult> {
  return stage.play({
    title: 'Build chain-api on the agent pool of quarantine',
    action: 'build-image',
    job: buildJob(run, 'build'),
    ...changes,
    with: {
      'tenant-id': tenantId,
      'client-id': identities.build.clientId,
      'quarantine-registry': quarantine.id,
      repository: service,
      'agent-pool': 'quarantine-pool',
      context: service,
      ...changes.with,
    },
  });
}

/** Promotes an image without asking anybody. */
export function promote(
  stage: Stage,
  run: MainRun,
  image: string,
  changes: StepChanges = {},
): Promise<StepResult> {
  return stage.play({
    title: 'Promote chain-api',
    action: 'promote-image',
    job: buildJob(run, 'promote'),
    ...changes,
    with: {
      'tenant-id': tenantId,
      'client-id': identities.promote.clientId,
      'quarantine-registry': quarantine.id,
      'live-registry': live.id,
      image,
      verdict: 'none',
      environment: 'promote',
      ...changes.with,
    },
  });
}

/** Asks the reviewer, then promotes. */
export async function reviewAndPromote(
  stage: Stage,
  run: MainRun,
  image: string,
  changes: StepChanges = {},
): Promise<StepResult> {
  const { runId } = run;
  await stage.review({ repository: repository.fullName, runId, environment: 'promote', subject: image });
  return promote(stage, run, image, changes);
}

/** The repository with its service merged and the base image in live, before the story proper begins. */
export async function prepareMain(stage: Stage): Promise<string> {
  const sha = await mergeService(stage);
  const run = await startRun(stage, sha, 'upstream.yml');
  const { outputs } = await importBase(stage, run);
  const title = 'Promote the base image';
  await reviewAndPromote(stage, run, outputs['image'] ?? '', { title, with: { tags: baseImage.tag } });
  return sha;
}
