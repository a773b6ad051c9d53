import { timingSafeEqual } from 'node:crypto';
import { registryTokens } from '../../../estate/index.ts';
import type { EstateRegistryToken } from '../../../estate/index.ts';
import type { World } from '../../../world/types.ts';

/** The repository-scoped tokens of the estate with the passwords that this world drew for them. */
export interface ScopedTokens {
  find(registry: string, name: string): EstateRegistryToken | undefined;
  isPassword(registry: string, name: string, password: string): boolean;
  passwordOf(token: EstateRegistryToken): string;
}

export function openScopedTokens(world: World): ScopedTokens {
  const slice = world.slice('registry-passwords', () => ({
    passwords: Object.fromEntries(registryTokens.map((token) => [keyOf(token), draw(world)])),
  }));
  const find = (registry: string, name: string): EstateRegistryToken | undefined =>
    registryTokens.find((token) => token.registry === registry && token.name === name);
  const passwordOf = (token: EstateRegistryToken): string => slice.value.passwords[keyOf(token)] ?? '';
  return {
    find,
    passwordOf,
    isPassword(registry, name, password) {
      const token = find(registry, name);
      return token !== undefined && isEqual(passwordOf(token), password);
    },
  };
}

function keyOf(token: EstateRegistryToken): string {
  return `${token.registry}/${token.name}`;
}

function draw(world: World): string {
  return Buffer.from(world.bytes(33)).toString('base64url');
}

function isEqual(known: string, given: string): boolean {
  const [a, b] = [Buffer.from(known), Buffer.from(given)];
  return a.length > 0 && a.length === b.length && timingSafeEqual(a, b);
}
