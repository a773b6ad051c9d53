import { createPublicKey } from 'node:crypto';
import { playGate } from '../../../lib/domain/evidence/testing/play-gate.ts';
import type { GateChange } from '../../../lib/domain/evidence/testing/play-gate.ts';
import type { ChangeHistory } from '../../../lib/domain/evidence/index.ts';
import { parsePinnedImage } from '../../../lib/domain/image/index.ts';
import { readRules } from '../../../lib/domain/rules/index.ts';
import type { Rules } from '../../../lib/domain/rules/index.ts';
import { computeKeyHint } from '../../../lib/domain/statement/index.ts';
import type { Signer } from '../../../lib/domain/statement/index.ts';
import { signDigest } from '../../../simulator/azure/keyvault/sign.ts';
import { openVault } from '../../../simulator/azure/keyvault/state.ts';
import { live, quarantine, repository, vaultKeys } from '../../../simulator/estate/index.ts';
import type { Simulation } from '../../../simulator/simulation.ts';
import { openStoreClient } from './store-client.ts';

/**
 * Lets the gate pass an image of quarantine, pinned, as provenance, scan and decision would: their statements by the
 * keys of the world's vault, by the rules of main. What scanner and decision do themselves is tested where they are.
 */
export async function passGate(
  simulation: Simulation,
  image: string,
  change: GateChange = {},
): Promise<void> {
  const { world, registries } = simulation;
  const [store, target] = [quarantine, live].map(({ loginServer }) => registries.find(loginServer));
  if (store === undefined || target === undefined) throw new Error('the estate has no registries');
  const pinned = parsePinnedImage(image);
  const gate = {
    ...{ client: openStoreClient(world, store), rules: await readMain(simulation), now: world.clock.now() },
    signers: {
      provenance: openSigner(simulation, 'provenance'),
      decision: openSigner(simulation, 'decision'),
    },
    history: noHistory,
    // What runs changes nothing for an image without findings.
    live: {
      client: openStoreClient(world, target),
      repository: pinned.repository,
      findRunning: async () => undefined,
    },
  };
  const { outcome, reasons } = await playGate(gate, pinned, { commit: gate.rules.commit, ...change });
  const isAsked = Object.keys(change).length > 0;
  if (outcome !== 'pass' && !isAsked) throw new Error(`the gate says ${outcome}: ${JSON.stringify(reasons)}`);
}

const nothing = { commits: [], isComplete: true };

/** The rules of these worlds have no waivers, so nobody's approval is asked for. */
const noHistory: ChangeHistory = {
  readFile: async () => undefined,
  listFileCommits: async () => nothing,
  listPullRequests: async () => [],
  readPullRequest: (number) => Promise.reject(new Error(`nobody asks for pull request ${number}`)),
  listPullRequestCommits: async () => nothing,
  listReviews: async () => [],
};

async function readMain({ github: { git } }: Simulation): Promise<Rules> {
  const { fullName } = repository;
  const commit = await git.tip(fullName, 'refs/heads/main');
  if (commit === undefined) throw new Error('main has no commit');
  return readRules({
    ...{ branch: 'main', commit },
    readFile: async (path) => {
      const entry = await git.findEntry(fullName, commit, path);
      return entry === undefined
        ? undefined
        : Buffer.from(await git.readBlob(fullName, entry.sha)).toString();
    },
  });
}

function openSigner({ world, keyVault }: Simulation, purpose: keyof typeof vaultKeys): Signer {
  const { name } = vaultKeys[purpose];
  const key = openVault(world).value.keys[name]?.at(-1);
  if (key === undefined) throw new Error(`the vault has no key ${name}`);
  return {
    keyHint: computeKeyHint(createPublicKey(keyVault.readPublicKey(name))),
    sign: (digest) => Promise.resolve(signDigest(key, 'ES256', digest)),
  };
}
