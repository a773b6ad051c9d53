import { createHash, generateKeyPairSync } from 'node:crypto';
import { vault, vaultKeys } from '../../estate/index.ts';
import type { Slice, World } from '../../world/types.ts';
import { VaultFault } from './types.ts';
import type { KeyVersion, SecretVersion, VaultState } from './types.ts';

/** Opens the vault on the world's state; its keys are made with the world. */
export function openVault(world: World): Slice<VaultState> {
  const slice = world.slice<VaultState>('keyvault', () => ({
    keys: Object.fromEntries(
      Object.values(vaultKeys).map(({ name }) => [name, [makeKey('EC', name, world.clock.now())]]),
    ),
    secrets: {},
  }));
  // Drawn at random: the next process of this world must find those that signed and that lazaret.yaml names.
  slice.touch();
  return slice;
}

/** A new key pair; `seed` makes the version, which the vault draws at random. */
export function makeKey(type: 'EC' | 'RSA', seed: string, now: number): KeyVersion {
  const { privateKey } =
    type === 'EC'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = privateKey.export({ format: 'jwk' });
  return { version: makeVersion(seed), jwk, createdAt: Math.floor(now / 1000), isEnabled: true };
}

/** 32 hex digits, as versions have. */
export function makeVersion(seed: string): string {
  return createHash('sha256').update(`${vault.name}/${seed}`).digest('hex').slice(0, 32);
}

/** A version of a key, the newest when none is asked for; throws the vault's 404. */
export function findKey(state: VaultState, name: string, version: string): KeyVersion {
  const found = pick(state.keys[name.toLowerCase()], version);
  if (found !== undefined) return found;
  throw notFound('KeyNotFound', `A key with (name/id) ${name}${version === '' ? '' : `/${version}`}`);
}

/** A version of a secret, likewise. */
export function findSecret(state: VaultState, name: string, version: string): SecretVersion {
  const found = pick(state.secrets[name.toLowerCase()], version);
  if (found !== undefined) return found;
  throw notFound('SecretNotFound', `A secret with (name/id) ${name}${version === '' ? '' : `/${version}`}`);
}

function pick<T extends { readonly version: string }>(
  versions: readonly T[] | undefined,
  version: string,
): T | undefined {
  return version === '' ? versions?.at(-1) : versions?.find((candidate) => candidate.version === version);
}

// The sentence as Azure's answers have it (azure-sdk-for-js recordings).
function notFound(code: string, subject: string): VaultFault {
  const sentence =
    `${subject} was not found in this key vault. If you recently deleted it you may be able to recover it using the ` +
    'correct recovery command. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182';
  return new VaultFault(404, code, sentence);
}
