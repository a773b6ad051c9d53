import { renderCanonicalJson } from '../../base/canonical-json.ts';
import { ExternalError } from '../../base/errors/index.ts';
import { formatTime } from '../../base/time.ts';
import { mediaTypes, parseManifest } from '../artifact/index.ts';
import type { Descriptor, Manifest } from '../artifact/index.ts';
import { computeDigest } from '../image/index.ts';
import { maxSnapshotBytes } from './kinds.ts';
import type { SnapshotKind } from './kinds.ts';

/** A snapshot as it is pushed: one layer, the file as it was published. Equal files give equal manifests. */
export interface SnapshotArtifact {
  readonly manifest: Manifest;
  readonly config: Uint8Array;
  readonly content: Uint8Array;
  /** Moved to it: `latest`, and the day it is of. */
  readonly tags: readonly string[];
}

/** A snapshot's layer and the time that its manifest says it is of. */
export interface SnapshotLayer {
  readonly layer: Descriptor;
  readonly date: number;
}

const emptyConfig: Uint8Array = new TextEncoder().encode('{}');
const createdKey = 'org.opencontainers.image.created';

/** Makes the artifact of a file that was read already; `date` is the file's own. */
export function buildSnapshot(kind: SnapshotKind, content: Uint8Array, date: number): SnapshotArtifact {
  const { artifactType, layerType, title, source } = kind;
  const body = {
    ...{ schemaVersion: 2, mediaType: mediaTypes.ociManifest, artifactType },
    config: describe('application/vnd.oci.empty.v1+json', emptyConfig),
    layers: [{ ...describe(layerType, content), annotations: { 'org.opencontainers.image.title': title } }],
    annotations: { [createdKey]: formatTime(date), 'org.opencontainers.image.source': source },
  };
  const bytes = new TextEncoder().encode(renderCanonicalJson(body));
  const manifest = { mediaType: mediaTypes.ociManifest, digest: computeDigest(bytes), bytes };
  return { manifest, config: emptyConfig, content, tags: [formatTime(date).slice(0, 10), 'latest'] };
}

/** The layer of a snapshot's manifest. Throws SNAPSHOT_MALFORMED, and what `parseManifest` throws. */
export function readSnapshot(kind: SnapshotKind, manifest: Manifest): SnapshotLayer {
  const content = parseManifest(manifest);
  if (content.kind !== 'image' || content.artifactType !== kind.artifactType)
    throw malformed(manifest.digest, `it is not of the type ${kind.artifactType}`);
  const [layer, ...more] = content.layers;
  if (layer?.mediaType !== kind.layerType || more.length > 0)
    throw malformed(manifest.digest, `it has not exactly one layer of the type ${kind.layerType}`);
  if (layer.size > maxSnapshotBytes) throw malformed(manifest.digest, `its file has ${layer.size} bytes`);
  const date = Date.parse(content.annotations[createdKey] ?? '');
  if (!Number.isFinite(date)) throw malformed(manifest.digest, `it has no annotation ${createdKey}`);
  return { layer, date };
}

function describe(mediaType: string, bytes: Uint8Array) {
  return { mediaType, digest: computeDigest(bytes), size: bytes.length };
}

function malformed(subject: string, reason: string): ExternalError {
  return new ExternalError('SNAPSHOT_MALFORMED', { subject, reason, system: 'registry', operation: 'read' });
}
