import { mediaTypes, parseManifest } from '../artifact/index.ts';
import type { Descriptor, Manifest } from '../artifact/index.ts';
import { computeDigest, digestHex } from '../image/index.ts';
import type { Digest } from '../image/index.ts';
import { renderCanonicalJson } from '../../base/canonical-json.ts';
import { malformedRecord } from './parse.ts';
import type { RecordPlace } from './parse.ts';
import type { RecordKind } from './types.ts';

/** The largest payload of a record that is read. */
export const maxRecordBytes = 256 * 1024;

/** The artifact type under which a record of each kind is a referrer of its image. */
export const artifactTypes = {
  intent: 'application/vnd.lazaret.promotion-intent.v1+json',
  promotion: 'application/vnd.lazaret.promotion.v1+json',
  revocation: 'application/vnd.lazaret.revocation.v1+json',
} as const satisfies Readonly<Record<RecordKind, string>>;

/** The empty descriptor's content (image-spec 1.1, manifest.md#guidance-for-an-empty-descriptor). */
export const emptyConfig: Uint8Array = new TextEncoder().encode('{}');

// in-toto Attestation Framework, spec/v1/README.md: media type of a statement that is not enveloped.
const payloadMediaType = 'application/vnd.in-toto+json';
const emptyMediaType = 'application/vnd.oci.empty.v1+json';

/** `intent-sha256-<hex>` and the like: the one place where the record of an image is looked for. */
export function buildRecordTag(kind: RecordKind, image: Digest): string {
  return `${kind}-sha256-${digestHex(image)}`;
}

/** Whether a tag is kept for records. */
export function isRecordTag(tag: string): boolean {
  return /^(?:intent|promotion|revocation)-sha256-/.test(tag);
}

/** The OCI artifact manifest of a record: same payload and subject, same bytes. */
export function renderRecordManifest(kind: RecordKind, payload: Uint8Array, subject: Descriptor): Uint8Array {
  const { mediaType, digest, size } = subject;
  const text = renderCanonicalJson({
    schemaVersion: 2,
    mediaType: mediaTypes.ociManifest,
    artifactType: artifactTypes[kind],
    config: describe(emptyMediaType, emptyConfig),
    layers: [describe(payloadMediaType, payload)],
    subject: { mediaType, digest, size },
  });
  return new TextEncoder().encode(text);
}

/** The payload's descriptor; throws PROMOTION_RECORD_MALFORMED when the manifest is no record of this kind and image. */
export function parseRecordManifest(
  kind: RecordKind,
  manifest: Manifest,
  image: Digest,
  place: RecordPlace,
): Descriptor {
  const content = parseManifest(manifest);
  if (content.kind !== 'image' || content.artifactType !== artifactTypes[kind]) {
    throw malformedRecord(place, `it is no artifact of type ${artifactTypes[kind]}`);
  }
  if (content.subject?.digest !== image) throw malformedRecord(place, 'it is about another image');
  const [payload, ...others] = content.layers;
  if (payload === undefined || others.length > 0)
    throw malformedRecord(place, 'it has not exactly one layer');
  if (payload.size > maxRecordBytes)
    throw malformedRecord(place, `its payload is larger than ${maxRecordBytes} bytes`);
  return payload;
}

function describe(mediaType: string, bytes: Uint8Array): { mediaType: string; digest: Digest; size: number } {
  return { mediaType, digest: computeDigest(bytes), size: bytes.length };
}
