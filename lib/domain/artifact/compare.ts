import type { Digest } from '../image/index.ts';
import type { Artifact, Manifest } from './types.ts';

/** One way in which two artifacts are not the same bytes. */
export interface ArtifactDifference {
  readonly digest: Digest;
  readonly kind: 'root' | 'missing' | 'added' | 'bytes' | 'media-type';
}

/** Every difference between two artifacts, manifest by manifest; empty when they are byte-equal. */
export function compareArtifacts(expected: Artifact, actual: Artifact): readonly ArtifactDifference[] {
  if (expected.root.digest !== actual.root.digest) return [{ digest: actual.root.digest, kind: 'root' }];
  const wanted = byDigest(expected);
  const found = byDigest(actual);
  const differences = [...wanted.values()].flatMap((manifest) =>
    compareManifest(manifest, found.get(manifest.digest)),
  );
  const added = [...found.keys()].filter((digest) => !wanted.has(digest));
  return [...differences, ...added.map((digest): ArtifactDifference => ({ digest, kind: 'added' }))];
}

/** Whether two artifacts have the same bytes under the same digests and media types. */
export function areByteEqual(expected: Artifact, actual: Artifact): boolean {
  return compareArtifacts(expected, actual).length === 0;
}

function byDigest(artifact: Artifact): ReadonlyMap<Digest, Manifest> {
  return new Map([artifact.root, ...artifact.children].map((manifest) => [manifest.digest, manifest]));
}

function compareManifest(expected: Manifest, actual: Manifest | undefined): readonly ArtifactDifference[] {
  const { digest } = expected;
  if (actual === undefined) return [{ digest, kind: 'missing' }];
  if (Buffer.compare(expected.bytes, actual.bytes) !== 0) return [{ digest, kind: 'bytes' }];
  return expected.mediaType === actual.mediaType ? [] : [{ digest, kind: 'media-type' }];
}
