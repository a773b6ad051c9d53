import { readFile } from 'node:fs/promises';
import { gate, openEstate, repository } from '../../../actions/gate-image/test/estate.ts';
import type { Estate } from '../../../actions/gate-image/test/estate.ts';
import { quarantine } from '../../../simulator/estate/index.ts';
import type { Simulation } from '../../../simulator/simulation.ts';

/** What gate-image left of one decision: its SARIF, and everything that hangs on the image. */
export interface Gated {
  readonly estate: Estate;
  readonly repository: string;
  readonly sarif: object;
  readonly decision: string;
}

/** Lets gate-image decide on an image with findings of that severity, in a registry in memory; the caller closes it. */
export async function decide(severity: string): Promise<Gated> {
  const estate = await openEstate({ planted: [{ id: 'CVE-2026-9999', severity }] });
  const { outputs } = await gate(estate);
  const sarif: unknown = JSON.parse(await readFile(outputs.sarif, 'utf8'));
  if (typeof sarif !== 'object' || sarif === null) throw new Error('the SARIF is no object');
  return { estate, repository, sarif, decision: outputs.decision };
}

/** Copies the image with all that hangs on it into a repository of the simulated world; answers its pinned name. */
export async function publish({ estate }: Gated, simulation: Simulation, target: string): Promise<string> {
  const { world, registries } = simulation;
  const store = registries.find(quarantine.loginServer);
  if (store === undefined) throw new Error('there is no quarantine');
  const held = estate.quarantine.open(repository);
  for (const bytes of held.blobs.values()) store.addBlob(target, await world.blobs.put(Buffer.from(bytes)));
  for (const { bytes, mediaType } of held.manifests.values()) {
    const put = await store.putManifest(target, { bytes, mediaType });
    if (!put.ok) throw new Error(`${target}: ${put.message}`);
  }
  return `${quarantine.loginServer}/${target}@${estate.digest}`;
}
