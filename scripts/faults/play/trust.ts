import { readFile } from 'node:fs/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { FaultWorld } from '../world/fault-world.ts';

/**
 * Makes this process trust the authorities of some worlds, as a step does by NODE_EXTRA_CA_CERTS, which Node reads at
 * its start alone. Answers a function that takes it back.
 */
export async function trustWorlds(worlds: readonly FaultWorld[]): Promise<() => void> {
  const before = getCACertificates('default');
  const files = worlds.map(({ simulation }) => readFile(simulation.gateway.caFile, 'utf8'));
  setDefaultCACertificates([...before, ...(await Promise.all(files))]);
  return () => setDefaultCACertificates(before);
}
