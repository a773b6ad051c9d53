import { live, quarantine } from '../estate/index.ts';
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

/** An image of the lock: upstream, and where import-image puts it. */
export interface LockedImage {
  readonly reference: string;
  readonly quarantined: string;
  readonly tag: string;
}

/** The image of the catalogue whose repository ends with that name. */
export function catalogueImage(name: string): LockedImage {
  const found = listUpstreamImages().find(({ reference }) => reference.split(':')[0]?.endsWith(`/${name}`));
  if (found === undefined) throw new Error(`the upstream catalogue has no ${name}`);
  const [repository = '', tag = ''] = found.reference.split(':');
  return {
    reference: `${found.reference}@${found.digest}`,
    quarantined: `${quarantine.loginServer}/upstream/${repository}@${found.digest}`,
    tag,
  };
}

/** Puts the base image into live, as an earlier promotion would have. */
export async function placeBase({ world, registries }: Simulation): Promise<void> {
  const store = registries.find(live.loginServer);
  if (store === undefined) throw new Error(`there is no registry ${live.loginServer}`);
  await seedImage(world, store, { ...nodeImage, repository: baseRepository });
}
