import { identities, quarantine, repository, tenantId, vaultKeys } from '../estate/index.ts';
import type { StepResult } from '../runner/index.ts';
import { readFolder, seedRepository, suiteOnly } from '../seed/index.ts';
import type { Files } from '../seed/index.ts';
import { refreshTools } from '../upstream/scanner-db/index.ts';
import { buildJob, startMainRun } from './cast.ts';
import type { MainRun } from './cast.ts';
import { renderPolicy, renderVex, vexFile } from './exceptions.ts';
import type { WaiverOrder } from './exceptions.ts';
import { baseImage, placeBase } from './images.ts';
import type { PlayedStep, Stage } from './types.ts';

/** The service that the stories build and promote. */
export const service = 'workload/chain-api';

/** The suite's lock of upstream images. */
export const lockFile = 'images.lock.yaml';

/** How a step of a chapter differs from the ordinary one. */
type StepChanges = Partial<Omit<PlayedStep, 'action'>>;

/**
 * The repository begins without its service; somebody writes it, another approves it, a third merges it. Answers the
 * merge commit on main.
 */
export async function mergeService(stage: Stage): Promise<string> {
  const { simulation, suiteFolder } = stage;
  const code = await readFolder(suiteFolder, service);
  const without = Object.fromEntries(Object.keys(code).map((path) => [path, null] as const));
  await seedRepository(simulation, {
    ...{ suiteFolder, vex: [vexFile] },
    files: { ...without, ...suiteOnly, [vexFile]: renderVex(stage) },
  });
  // What upstream.yml leaves in quarantine every morning.
  await refreshTools(simulation.world, simulation.registries);
  return mergeChange(stage, { branch: 'chain-api', title: 'Add chain-api', files: code });
}

/** The service has a finding that the policy blocks; the policy changes as code does. Answers the merge commit. */
export async function mergeWaiver(stage: Stage, order: Omit<WaiverOrder, 'image'>): Promise<string> {
  const policy = await renderPolicy(stage, { image: service, ...order });
  const title = `Waive CVE-2023-45853 in chain-api for ${order.expiresInDays} days`;
  return mergeChange(stage, {
    branch: `waive-${order.expiresInDays}`,
    title,
    files: { 'gate.yaml': policy },
  });
}

/** A change that goes the ordinary way to main. */
export interface MainChange {
  readonly branch: string;
  readonly title: string;
  readonly files: Files;
  /** Default: workload-developer. */
  readonly author?: string;
  /** Default: second-approver. */
  readonly approver?: string;
}

/** A pull request that is approved and merged; answers the merge commit. */
export async function mergeChange(stage: Stage, change: MainChange): Promise<string> {
  const number = await openChange(stage, change);
  return mergeByEngineer(stage, number);
}

/** Merges a pull request; answers the merge commit. */
export function mergeByEngineer({ simulation, tell }: Stage, number: number): Promise<string> {
  tell(`platform-engineer merges pull request #${number}`);
  return simulation.github.hub.merge(repository.fullName, { number, merger: 'platform-engineer' });
}

/** A pull request that is approved; answers its number. */
export async function openChange(stage: Stage, change: MainChange): Promise<number> {
  const { hub } = stage.simulation.github;
  const name = repository.fullName;
  const { branch, title, files, author = 'workload-developer', approver = 'second-approver' } = change;
  await hub.commit(name, { branch, message: title, author, files });
  const { number } = await hub.openPullRequest(name, { author, branch, title });
  await hub.reviewPullRequest(name, { number, login: approver, state: 'APPROVED' });
  stage.tell(`${author} opens pull request #${number} "${title}", ${approver} approves it`);
  return number;
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
    job: buildJob(run, 'import'),
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

/** Signs how an image was built, by what build-image answered. */
export function attestBuild(stage: Stage, run: MainRun, built: StepResult): Promise<StepResult> {
  const names = ['image', 'run-id', 'context-hash', 'base-digests', 'started-at', 'finished-at'] as const;
  const facts = names.map((name) => [name, built.outputs[name] ?? ''] as const);
  return stage.play({
    title: 'Sign where it comes from',
    action: 'attest-image',
    job: buildJob(run, 'attest'),
    with: {
      'tenant-id': tenantId,
      'client-id': identities.provenance.clientId,
      'quarantine-registry': quarantine.id,
      'signing-key': vaultKeys.provenance.keyId,
      ...Object.fromEntries(facts),
      kind: 'build',
    },
  });
}

/** Builds the service and says where it comes from; answers the image in quarantine. */
export async function buildAndAttest(stage: Stage, run: MainRun, changes: StepChanges = {}): Promise<string> {
  const built = await buildService(stage, run, changes);
  await attestBuild(stage, run, built);
  return built.outputs['image'] ?? '';
}

/** The repository with its service merged and the base image in live since long, before the story proper begins. */
export async function prepareMain(stage: Stage): Promise<string> {
  const sha = await mergeService(stage);
  await placeBase(stage.simulation);
  stage.tell('the base image is in live already');
  return sha;
}
