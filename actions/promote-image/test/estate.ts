import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret } from '../../../lib/action/index.ts';
import { parseKeyId } from '../../../lib/clients/keyvault/index.ts';
import { playGate } from '../../../lib/domain/evidence/testing/play-gate.ts';
import type { GateChange, TestGate } from '../../../lib/domain/evidence/testing/play-gate.ts';
import type { TestVulnerability } from '../../../lib/domain/evidence/testing/trivy-report.ts';
import { parseRegistryId } from '../../../lib/domain/image/index.ts';
import type { Digest, PinnedImage } from '../../../lib/domain/image/index.ts';
import { findRunning, parseRequestedImage } from '../../../lib/domain/promotion/index.ts';
import type { SigningShelf } from '../../../lib/domain/promotion/index.ts';
import { openRuleSource, readRules } from '../../../lib/domain/rules/index.ts';
import type { Rules } from '../../../lib/domain/rules/index.ts';
import { createFakeGithub } from '../../../test/fakes/github.ts';
import type { FakeRepository } from '../../../test/fakes/github.ts';
import { pushIndex } from '../../../test/fakes/image.ts';
import { createFakeManagement } from '../../../test/fakes/management.ts';
import { copyRegistry, createFakeRegistry } from '../../../test/fakes/registry.ts';
import type { FakeRegistry } from '../../../test/fakes/registry.ts';
import { tapPort } from '../../../test/fakes/tap.ts';
import type { Tap } from '../../../test/fakes/tap.ts';
import { createRecordingLog } from '../../../test/support/recording-log.ts';
import type { Inputs, Outputs } from '../src/inputs.ts';
import { run } from '../src/main.ts';
import type { Deps } from '../src/ports.ts';
import { approvedRepository, job, keys, ruleFiles, start } from './repository.ts';
import { createScanner, pushTools } from './scanner.ts';

const group = '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-lazaret';
const quarantineId = `${group}/providers/Microsoft.ContainerRegistry/registries/lazaretquarantine`;
const liveId = `${group}/providers/Microsoft.ContainerRegistry/registries/lazaretlive`;

/** The repository that tests promote, in both registries. */
export const repository = 'workload/chain-api';

/** Two registries, a decided image in quarantine, and a repository whose run somebody independent approved. */
export interface Estate {
  readonly quarantine: FakeRegistry;
  readonly live: FakeRegistry;
  readonly digest: Digest;
  readonly facts: FakeRepository;
  /** What the database of this moment knows about every platform. */
  published: readonly TestVulnerability[];
  /** Called between ARM's check of the tags and its copy. */
  afterCheck?: () => Promise<void>;
}

/** Makes a fresh estate whose image the gate let pass, or decided otherwise, by the rules in `facts`. */
export async function createEstate(
  facts: Partial<FakeRepository> = {},
  gate: GateChange | 'none' = {},
): Promise<Estate> {
  const isOrdinary = gate !== 'none' && Object.keys(gate).length === 0 && facts.files === undefined;
  const base = await (isOrdinary ? findPassed() : buildEstate(facts, gate));
  return {
    ...base,
    quarantine: copyRegistry(base.quarantine),
    live: copyRegistry(base.live),
    facts: { ...base.facts, ...facts },
  };
}

let passed: Promise<Estate> | undefined;

// Signing and deciding cost more than all the rest of a test, and are the same for most.
function findPassed(): Promise<Estate> {
  passed ??= buildEstate({}, {});
  return passed;
}

async function buildEstate(change: Partial<FakeRepository>, gate: GateChange | 'none'): Promise<Estate> {
  const quarantine = createFakeRegistry('lazaretquarantine.azurecr.io');
  const live = createFakeRegistry('lazaretlive.azurecr.io');
  await pushTools(quarantine, start);
  const digest = await pushIndex(quarantine, repository, 'one', 'v1');
  const facts = { ...approvedRepository(), files: ruleFiles(), ...change };
  const estate: Estate = { quarantine, live, digest, facts, published: [] };
  if (gate !== 'none') await gateImage(estate, gate);
  return estate;
}

/** Lets the gate decide the estate's image, as it would an hour before the promotion. */
export async function gateImage(
  estate: Estate,
  change: GateChange = {},
  digest = estate.digest,
): Promise<void> {
  const image: PinnedImage = { registry: estate.quarantine.registry, repository, digest };
  await playGate(await openGate(estate), image, change);
}

/** Pushes another image of both platforms and lets the gate pass it. */
export async function pushDecided(estate: Estate, seed: string, change: GateChange = {}): Promise<Digest> {
  const digest = await pushIndex(estate.quarantine, repository, seed);
  await gateImage(estate, change, digest);
  return digest;
}

async function openGate(estate: Estate): Promise<TestGate> {
  const history = createFakeGithub(estate.facts);
  const rules = await readRules(await openRuleSource(history));
  const shelf = openShelf(estate, rules);
  return {
    ...{ client: estate.quarantine, rules, now: start - 3_600_000, history },
    signers: { provenance: keys.provenance.signer, decision: keys.decision.signer },
    live: { client: estate.live, repository, findRunning: () => findRunning(shelf) },
  };
}

/** Live's repository as the action sees it. */
export function openShelf(
  { live }: Estate,
  { keys: trusted }: Pick<Rules, 'keys'>,
): SigningShelf & { client: FakeRegistry } {
  const openSigner = () => Promise.resolve(keys.promotion.signer);
  return { client: live, repository, keys: trusted, now: () => start + 600_000, openSigner };
}

/** One run of the action; `change` alters the inputs, `deps` the ports. */
export interface Attempt {
  readonly change?: Partial<Inputs>;
  readonly deps?: Partial<Deps>;
  readonly attempt?: number;
  readonly tap?: Tap;
}

/** Runs the action on an estate as a job of attempt `attempt` would. */
export async function promote(
  estate: Estate,
  { change, deps, attempt = 1, tap = {} }: Attempt = {},
): Promise<Outputs> {
  const log = createRecordingLog();
  const tempFolder = mkdtempSync(join(tmpdir(), 'lazaret-promote-'));
  try {
    const ports = { ...buildDeps(estate, attempt, tap), tempFolder, ...deps };
    return await run(buildInputs(estate.digest, change), ports, log);
  } finally {
    rmSync(tempFolder, { recursive: true });
    log.assertClosed();
  }
}

const scanner = createScanner();

/** Inputs that promote the image under the tag `1.0`. */
export function buildInputs(digest: Digest, change: Partial<Inputs> = {}): Inputs {
  return {
    tenantId: 'tenant',
    clientId: 'client',
    quarantineRegistry: parseRegistryId(quarantineId),
    liveRegistry: parseRegistryId(liveId),
    image: parseRequestedImage(`${repository}@${digest}`),
    repository: undefined,
    tags: ['1.0'],
    environment: 'promote',
    firstEnvironment: undefined,
    pageDigest: undefined,
    signingKey: parseKeyId('https://lazaret-kv.vault.azure.net/keys/promotion'),
    trivyAllowed: [scanner.allowed],
    trivyPath: scanner.path,
    database: { repository: 'tools/trivy-db', tag: '2', digest: undefined },
    githubToken: new Secret('token'),
    baselineCommit: undefined,
    ...change,
  };
}

/** Ports on the estate, each call tapped. */
export function buildDeps(estate: Estate, attempt: number, tap: Tap): Deps {
  const byId = new Map([
    [quarantineId, estate.quarantine],
    [liveId, estate.live],
  ]);
  const registries = [estate.quarantine, estate.live];
  const imports = {
    find: (source: { kind: string; resourceId?: string }) => byId.get(source.resourceId ?? ''),
    afterCheck: async () => estate.afterCheck?.(),
  };
  return {
    clock: { now: () => start + attempt * 60_000, sleep: () => Promise.resolve() },
    job: { ...job, sha: estate.facts.run.headSha, runAttempt: attempt },
    signal: new AbortController().signal,
    exec: scanner.exec(() => estate.published),
    tempFolder: '',
    jobFolder: scanner.jobFolder,
    searchPath: [],
    github: tapPort(createFakeGithub({ ...estate.facts, run: { ...estate.facts.run, attempt } }), tap),
    keyVault: tapPort({ openSigner: () => Promise.resolve(openPromotionKey()) }, tap),
    management: (id) => {
      const registry = byId.get(id);
      if (registry === undefined) throw new Error(`no registry ${id}`);
      return tapPort(createFakeManagement(id, registry, imports), tap);
    },
    registry: (loginServer) => {
      const registry = registries.find((each) => each.registry === loginServer);
      if (registry === undefined) throw new Error(`no registry ${loginServer}`);
      return tapPort(registry, tap, ['listTags']);
    },
  };
}

function openPromotionKey(): Awaited<ReturnType<Deps['keyVault']['openSigner']>> {
  const { signer, publicKey } = keys.promotion;
  const id = { vaultUri: 'https://lazaret-kv.vault.azure.net', name: 'promotion', version: '0'.repeat(32) };
  return { ...signer, key: { id, publicKey, isEnabled: true, operations: ['sign'] } };
}

/** Live as a person would compare it: tags with digest and lock (records by lock alone), manifests of the image. */
export function describeLive({ live, digest }: Estate): unknown {
  const held = live.repositories.get(repository);
  const tags = [...(held?.tags ?? [])].flatMap(([name, tag]) => {
    const [, kind] = /^(intent|promotion|revocation|approval)-/.exec(name) ?? [];
    // Each attempt that gets so far leaves an approval of its own.
    if (kind === 'approval') return [];
    const { writeEnabled, deleteEnabled } = tag.attributes;
    return [[name, kind === undefined ? tag.digest : 'record', writeEnabled, deleteEnabled]];
  });
  const root = held?.manifests.get(digest);
  return { tags: tags.sort(), isRootLocked: root !== undefined && !root.attributes.writeEnabled };
}
