import { live } from '../estate/index.ts';
import type { RegistryStore } from '../azure/registry/index.ts';
import type { Simulation } from '../simulation.ts';
import { nodeImage } from '../upstream/catalogue/node.ts';
import { listUpstreamImages, seedImage } from '../upstream/index.ts';

/** The base of the workload as upstream serves it. */
export const baseImage = findBaseImage();

/** Where import-image puts it. */
export const baseRepository = `upstream/${nodeImage.registry}/${nodeImage.repository}`;

function findBaseImage() {
  const [tag] = nodeImage.tags;
  const name = `${nodeImage.repository}:${tag}`;
  const found = listUpstreamImages().find(({ reference }) => reference === `${nodeImage.registry}/${name}`);
  if (found === undefined) throw new Error(`the upstream catalogue has no ${name}`);
  return { name, tag, digest: found.digest, reference: `${found.reference}@${found.digest}` };
}

/** Puts the base image into live, as an earlier promotion would have. */
export async function placeBase({ world, registries }: Simulation): Promise<void> {
  await seedImage(world, findLive({ registries }), { ...nodeImage, repository: baseRepository });
}

/** Throws where live has an image that must not have got there; without a digest, where it has any of the repository. */
export function assertNotInLive(simulation: Simulation, repository: string, digest?: string): void {
  const store = findLive(simulation);
  const isThere =
    digest === undefined
      ? store.repositories().includes(repository)
      : store.resolve(repository, digest) !== undefined;
  if (isThere) throw new Error(`${repository} is in live, and must not be`);
}

function findLive({ registries }: Pick<Simulation, 'registries'>): RegistryStore {
  const store = registries.find(live.loginServer);
  if (store === undefined) throw new Error(`there is no registry ${live.loginServer}`);
  return store;
}
