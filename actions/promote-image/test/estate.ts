import type { JobContext } from '../../../lib/action/index.ts';
import { Secret } from '../../../lib/action/index.ts';
import { parseRegistryId } from '../../../lib/domain/image/index.ts';
import type { Digest } from '../../../lib/domain/image/index.ts';
import { parseRequestedImage } from '../../../lib/domain/promotion/index.ts';
import { accounts, buildCommit, createFakeGithub, safeEnvironment } from '../../../test/fakes/github.ts';
import type { FakeRepository } from '../../../test/fakes/github.ts';
import { pushIndex } from '../../../test/fakes/image.ts';
import { createFakeManagement } from '../../../test/fakes/management.ts';
import { createFakeRegistry } from '../../../test/fakes/registry.ts';
import type { FakeRegistry } from '../../../test/fakes/registry.ts';
import { tapPort } from '../../../test/fakes/tap.ts';
import type { Tap } from '../../../test/fakes/tap.ts';
import { createRecordingLog } from '../../../test/support/recording-log.ts';
import type { Inputs, Outputs } from '../src/inputs.ts';
import { run } from '../src/main.ts';
import type { Deps } from '../src/ports.ts';
import { absentVerdicts } from '../src/verdict.ts';

const group = '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-lazaret';
const quarantineId = `${group}/providers/Microsoft.ContainerRegistry/registries/lazaretquarantine`;
const liveId = `${group}/providers/Microsoft.ContainerRegistry/registries/lazaretlive`;

/** The repository that tests promote, in both registries. */
export const repository = 'workload/chain-api';

/** Two registries, an image in quarantine, and a repository whose run somebody independent approved. */
export interface Estate {
  readonly quarantine: FakeRegistry;
  readonly live: FakeRegistry;
  readonly digest: Digest;
  readonly facts: FakeRepository;
  /** Called between ARM's check of the tags and its copy. */
  afterCheck?: () => Promise<void>;
}

/** Makes a fresh estate. */
export async function createEstate(facts: Partial<FakeRepository> = {}): Promise<Estate> {
  const quarantine = createFakeRegistry('lazaretquarantine.azurecr.io');
  const live = createFakeRegistry('lazaretlive.azurecr.io');
  const digest = await pushIndex(quarantine, repository, 'one', 'v1');
  return { quarantine, live, digest, facts: { ...approvedRepository(), ...facts } };
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
  try {
    return await run(
      buildInputs(estate.digest, change),
      { ...buildDeps(estate, attempt, tap), ...deps },
      log,
    );
  } finally {
    log.assertClosed();
  }
}

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
    verdict: 'none',
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
    clock: { now: () => 1_780_000_000_000 + attempt * 60_000, sleep: () => Promise.resolve() },
    job: { ...job, sha: estate.facts.run.headSha, runAttempt: attempt },
    signal: new AbortController().signal,
    github: tapPort(createFakeGithub({ ...estate.facts, run: { ...estate.facts.run, attempt } }), tap),
    verdicts: tapPort(absentVerdicts, tap),
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

const job: JobContext = {
  repository: 'contoso/lazaret',
  sha: '',
  ref: 'refs/heads/main',
  runId: 500,
  runAttempt: 1,
  eventName: 'push',
  actor: accounts.developer.login,
  triggeringActor: accounts.developer.login,
  workflowRef: 'contoso/lazaret/.github/workflows/promote.yml@refs/heads/main',
  serverUrl: 'https://github.com',
  apiUrl: 'https://api.github.com',
};

function approvedRepository(): FakeRepository {
  const head = 'b'.repeat(40);
  return {
    run: {
      id: 500,
      attempt: 1,
      headSha: head,
      headBranch: 'main',
      event: 'push',
      actor: accounts.developer,
      triggeringActor: accounts.developer,
    },
    approvals: [{ state: 'approved', user: accounts.approver, comment: '', environments: ['promote'] }],
    environment: safeEnvironment,
    commits: [buildCommit('a'.repeat(40)), buildCommit(head)],
    pullRequests: [{ number: 1, author: accounts.developer, mergedBy: accounts.engineer, mergeCommit: head }],
  };
}

/** Live as a person would compare it: tags with digest and lock (records by lock alone), manifests of the image. */
export function describeLive({ live, digest }: Estate): unknown {
  const held = live.repositories.get(repository);
  const tags = [...(held?.tags ?? [])].map(([name, tag]) => {
    const isRecord = /^(intent|promotion|revocation)-/.test(name);
    return [
      name,
      isRecord ? 'record' : tag.digest,
      tag.attributes.writeEnabled,
      tag.attributes.deleteEnabled,
    ];
  });
  const root = held?.manifests.get(digest);
  return { tags: tags.sort(), isRootLocked: root !== undefined && !root.attributes.writeEnabled };
}
