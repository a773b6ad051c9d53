import { mediaTypes } from '../artifact/index.ts';
import type { Manifest } from '../artifact/index.ts';

/** The files that make a folder of blobs an OCI layout of these images (image-spec 1.1, image-layout.md). */
export function renderLayout(manifests: readonly Manifest[]): ReadonlyMap<string, string> {
  const index = {
    ...{ schemaVersion: 2, mediaType: mediaTypes.ociIndex },
    manifests: manifests.map(({ mediaType, digest, bytes }) => ({ mediaType, digest, size: bytes.length })),
  };
  return new Map([
    ['oci-layout', '{"imageLayoutVersion":"1.0.0"}'],
    ['index.json', JSON.stringify(index)],
  ]);
}
