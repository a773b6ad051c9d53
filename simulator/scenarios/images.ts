import { nodeImage } from '../upstream/catalogue/node.ts';
import { listUpstreamImages } from '../upstream/index.ts';

/** The base of the workload as upstream serves it. */
export const baseImage = findBaseImage();

function findBaseImage() {
  const [tag] = nodeImage.tags;
  const name = `${nodeImage.repository}:${tag}`;
  const found = listUpstreamImages().find(({ reference }) => reference === `${nodeImage.registry}/${name}`);
  if (found === undefined) throw new Error(`the upstream catalogue has no ${name}`);
  return { name, tag, digest: found.digest, reference: `${found.reference}@${found.digest}` };
}
