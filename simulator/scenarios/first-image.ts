import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { identities, live, quarantine, repository, tenantId } from '../estate/index.ts';
import { buildJob, readFolder, startMainRun } from './cast.ts';
import type { MainRun } from './cast.ts';
import { baseImage } from './images.ts';
import type { Scenario, Stage } from './types.ts';

const service = 'workload/chain-api';
const lockFile = 'images.lock.yaml';

/** The main story: one image from its Dockerfile to the live registry, on a base that went the same way. */
export const firstImage: Scenario = {
  name: 'first-image',
  title: 'a base image is imported and promoted, chain-api is built on it, and a person lets it go live',
  async play(stage) {
    const sha = await mergeService(stage);
    const upstream = await startMainRun(stage, {
      sha,
      actor: 'platform-engineer',
      workflow: 'upstream.yml',
      event: 'workflow_dispatch',
    });
    const base = await importImage(stage, upstream);
    await importLock(stage, upstream);
    await promoteImage(stage, upstream, { image: base, title: 'Promote the base image', tag: baseImage.tag });
    const main = await startMainRun(stage, {
      sha,
      actor: 'platform-engineer',
      workflow: 'main.yml',
      event: 'push',
    });
    const built = await buildService(stage, main);
    await promoteImage(stage, main, { image: built, title: 'Promote chain-api', tag: sha.slice(0, 12) });
  },
};

async function mergeService(stage: Stage): Promise<string> {
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

async function importImage(stage: Stage, run: MainRun): Promise<string> {
  const { outputs } = await stage.play({
    title: `Import ${baseImage.name} into quarantine`,
    action: 'import-image',
    job: buildJob(run, 'import', 'workflow_dispatch'),
    with: {
      'tenant-id': tenantId,
      'client-id': identities.import.clientId,
      'quarantine-registry': quarantine.id,
      image: baseImage.reference,
    },
  });
  return outputs['image'] ?? '';
}

async function importLock(stage: Stage, run: MainRun): Promise<void> {
  await stage.play({
    title: 'Import the images of the lock',
    action: 'import-image',
    job: buildJob(run, 'import', 'workflow_dispatch'),
    with: {
      'tenant-id': tenantId,
      'client-id': identities.import.clientId,
      'quarantine-registry': quarantine.id,
      'lock-file': lockFile,
    },
  });
}

async function buildService(stage: Stage, run: MainRun): Promise<string> {
  const { outputs } = await stage.play({
    title: 'Build chain-api on the agent pool of quarantine',
    action: 'build-image',
    job: buildJob(run, 'build'),
    with: {
      'tenant-id': tenantId,
      'client-id': identities.build.clientId,
      'quarantine-registry': quarantine.id,
      repository: service,
      'agent-pool': 'quarantine-pool',
      context: service,
    },
  });
  return outputs['image'] ?? '';
}

interface Promotion {
  readonly image: string;
  readonly title: string;
  readonly tag: string;
}

async function promoteImage(stage: Stage, run: MainRun, { image, title, tag }: Promotion): Promise<void> {
  const { runId } = run;
  await stage.review({ repository: repository.fullName, runId, environment: 'promote', subject: image });
  await stage.play({
    title,
    action: 'promote-image',
    job: buildJob(run, 'promote'),
    with: {
      'tenant-id': tenantId,
      'client-id': identities.promote.clientId,
      'quarantine-registry': quarantine.id,
      'live-registry': live.id,
      image,
      tags: tag,
      verdict: 'none',
      environment: 'promote',
    },
  });
}
