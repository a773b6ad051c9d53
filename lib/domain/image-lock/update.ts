import { readYamlDocument } from '../../base/yaml-document.ts';
import type { Digest } from '../image/index.ts';

/** Puts digests into the text of the file by the index of their entry; every other character stays as it is. */
export function replaceDigests(text: string, digests: ReadonlyMap<number, Digest>): string {
  const document = readYamlDocument(text);
  const ranges = [...digests].map(([index, digest]) => {
    const range = document.findRange(['images', index, 'digest']);
    if (range === undefined) throw new Error(`images[${index}] has no digest`);
    return { from: range[0], to: range[1], digest };
  });
  // From the end, so that what comes before keeps its place.
  return ranges
    .sort((a, b) => b.from - a.from)
    .reduce((whole, { from, to, digest }) => whole.slice(0, from) + digest + whole.slice(to), text);
}
