import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listPlatforms, readArtifact } from '../../../lib/domain/evidence/index.ts';
import type { ImagePlatform } from '../../../lib/domain/evidence/index.ts';
import { parseDigest } from '../../../lib/domain/image/index.ts';
import {
  describeJob,
  identities,
  live,
  quarantine,
  repository as github,
  tenantId,
  vaultKeys,
} from '../../../simulator/estate/index.ts';
import type { Job, StepResult } from '../../../simulator/runner/index.ts';
import { renderConfig } from '../../../simulator/seed/index.ts';
import { startSimulation } from '../../../simulator/simulation.ts';
import type { Simulation } from '../../../simulator/simulation.ts';
import { catalogue, seedImage } from '../../../simulator/upstream/index.ts';
import { refreshTools } from '../../../simulator/upstream/scanner-db/index.ts';
import { writeScan } from '../../../actions/gate-image/test/estate.ts';
import type { Planted } from '../../../actions/gate-image/test/estate.ts';
import { root } from '../../support/repository.ts';

export const start = Date.parse('2026-11-21T10:00:00Z');
export const repository = 'upstream/docker.io/library/node';
const policyFile = 'gate.yaml';

/** A world with an imported image, its import record, snapshots, and rules on the protected branch. */
export interface GateWorld {
  readonly simulation: Simulation;
  readonly folder: string;
  readonly digest: string;
  readonly platforms: readonly ImagePlatform[];
  /** Writes report and SBOMs of the image as scan-image does. */
  scan(planted: readonly Planted[]): Promise<void>;
  gate(inputs?: Readonly<Record<string, string>>, job?: Partial<Job>): Promise<StepResult>;
  attest(): Promise<StepResult>;
  /** Merges a change of the policy by a pull request, approved by some; answers the commit of main. */
  change(edit: (policy: string) => string, approvers: readonly string[]): Promise<string>;
  close(): Promise<void>;
}

export async function openGateWorld(): Promise<GateWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'lazaret-gate-world-'));
  const simulation = await startSimulation({ folder: join(folder, 'state'), now: start });
  const policy = await readFile(join(root, policyFile), 'utf8');
  await simulation.github.hub.commit(github.fullName, {
    ...{ branch: 'main', message: 'Start the repository', author: 'platform-engineer' },
    files: {
      [policyFile]: policy,
      'lazaret.yaml': renderConfig('version: 1\nimages: []\n', simulation),
    },
  });
  const { world, registries } = simulation;
  const [node] = catalogue;
  const store = registries.find(quarantine.loginServer);
  if (node === undefined || store === undefined) throw new Error('nothing to decide on');
  const digest = await seedImage(world, store, { ...node, repository });
  await refreshTools(world, registries);
  const platforms = await readPlatforms(simulation, digest);
  const facts = { simulation, folder, digest, platforms };
  return { ...facts, ...createHands(facts), change: createChange(simulation, policy) };
}

type Facts = Pick<GateWorld, 'simulation' | 'folder' | 'digest' | 'platforms'>;

function createHands({ simulation, folder, digest, platforms }: Facts) {
  const play = (
    action: string,
    inputs: Readonly<Record<string, string>>,
    job: Parameters<typeof describeJob>[0],
  ): Promise<StepResult> =>
    simulation.host.runStep({ action: join(root, 'actions', action), with: inputs }, describeJob(job));
  const common = { 'tenant-id': tenantId, 'quarantine-registry': quarantine.id };
  return {
    scan: (planted: readonly Planted[]) =>
      writeScan({ folder, digest: parseDigest(digest), platforms }, planted),
    gate: (inputs: Readonly<Record<string, string>> = {}, job: Partial<Job> = {}) =>
      play(
        'gate-image',
        {
          ...{ ...common, 'client-id': identities.gate.clientId, 'live-registry': live.id },
          ...{ image: `${repository}@${digest}`, report: 'report.json', sbom: 'sbom' },
          ...{ 'signing-key': vaultKeys.decision.keyId, ...inputs },
        },
        {
          ...{ workflow: 'upstream.yml', jobWorkflow: 'gate.yml', workspace: folder, event: 'schedule' },
          permissions: { contents: 'read', 'pull-requests': 'read', 'id-token': 'write' },
          ...job,
        },
      ),
    attest: () =>
      play(
        'attest-image',
        {
          ...{ ...common, 'client-id': identities.provenance.clientId, kind: 'import' },
          image: `${quarantine.loginServer}/${repository}@${digest}`,
          ...{ upstream: `docker.io/library/node@${digest}`, 'signing-key': vaultKeys.provenance.keyId },
        },
        { workflow: 'upstream.yml', jobWorkflow: 'provenance.yml', workspace: folder, event: 'schedule' },
      ),
    async close(): Promise<void> {
      await simulation.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function createChange({ github: { hub } }: Simulation, first: string): GateWorld['change'] {
  let policy = first;
  let count = 0;
  return async (edit, approvers) => {
    policy = edit(policy);
    count += 1;
    const branch = `policy-${count}`;
    const author = 'workload-developer';
    await hub.commit(github.fullName, {
      ...{ branch, message: 'Change the policy', author, files: { [policyFile]: policy } },
    });
    const { number } = await hub.openPullRequest(github.fullName, {
      author,
      branch,
      title: 'Change the policy',
    });
    for (const login of approvers) {
      await hub.reviewPullRequest(github.fullName, { number, login, state: 'APPROVED' });
    }
    return hub.merge(github.fullName, { number, merger: 'platform-engineer', method: 'squash' });
  };
}

async function readPlatforms({ registries }: Simulation, digest: string): Promise<readonly ImagePlatform[]> {
  const store = registries.find(quarantine.loginServer);
  const image = { registry: quarantine.loginServer, repository, digest: parseDigest(digest) };
  const artifact = await readArtifact(image, {
    findManifest: async (name, wanted) => {
      const held = store?.resolve(name, wanted);
      const bytes = held && (await store?.manifestBytes(wanted));
      return held && bytes && { mediaType: held.mediaType, digest: wanted, bytes };
    },
  });
  return listPlatforms(artifact);
}

/** Why the decision of a step is not a pass, as `rule: subject`. */
export async function readReasons(result: StepResult): Promise<readonly string[]> {
  return (await readDecision(result)).reasons.map(({ rule, subject }) => `${rule}: ${subject}`);
}

/** What else the decision of a step says, as `rule: subject`. */
export async function readNotes(result: StepResult): Promise<readonly string[]> {
  return (await readDecision(result)).notes.map(({ rule, subject }) => `${rule}: ${subject}`);
}

/** Overwrites the report with what another scanner wrote. */
export function writeReport(world: GateWorld, text: string): Promise<void> {
  return writeFile(join(world.folder, 'report.json'), text);
}

interface WrittenDecision {
  readonly reasons: readonly { readonly rule: string; readonly subject: string }[];
  readonly notes: WrittenDecision['reasons'];
}

async function readDecision(result: StepResult): Promise<WrittenDecision> {
  return JSON.parse(await readFile(result.outputs['decision-file'] ?? '', 'utf8')) as WrittenDecision;
}
