import { parseDocument } from 'yaml';
import { vaultKeys } from '../estate/index.ts';
import type { Simulation } from '../simulation.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** `lazaret.yaml` with the public keys of the world's vault, valid about the time that the world has now. */
export function renderConfig(
  text: string,
  { keyVault, world }: Pick<Simulation, 'keyVault' | 'world'>,
  vex: readonly string[] = [],
): string {
  const now = world.clock.now();
  const toDay = (ms: number): string => `${new Date(ms).toISOString().slice(0, 10)}T00:00:00Z`;
  const document = parseDocument(text);
  const keys = Object.values(vaultKeys).map(({ name, purpose }) => ({
    name,
    purpose,
    'public-key': keyVault.readPublicKey(name),
    'valid-from': toDay(now - 90 * dayMs),
    'valid-until': toDay(now + 640 * dayMs),
  }));
  document.set('keys', document.createNode(keys));
  if (vex.length > 0) document.set('vex', document.createNode(vex));
  return document.toString();
}
