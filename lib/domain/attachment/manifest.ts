import { renderCanonicalJson } from '../../base/canonical-json.ts';
import { mediaTypes, parseManifest } from '../artifact/index.ts';
import type { Descriptor, Manifest } from '../artifact/index.ts';
import { CodedError } from '../../base/errors/index.ts';
import { computeDigest } from '../image/index.ts';
import type { Digest } from '../image/index.ts';
import { bundleMediaType, maxBundleBytes } from '../statement/index.ts';
import type { Outcome } from '../statement/index.ts';

/** The empty descriptor's content (image-spec 1.1, manifest.md#guidance-for-an-empty-descriptor). */
export const emptyConfig: Uint8Array = new TextEncoder().encode('{}');

const emptyMediaType = 'application/vnd.oci.empty.v1+json';

/**
 * The OCI artifact that carries a bundle, as cosign 3 writes and looks for it
 * (https://github.com/sigstore/cosign/blob/main/specs/BUNDLE_SPEC.md). The annotations are for readers and prove nothing.
 */
export function renderAttachment(bundle: Uint8Array, subject: Descriptor, predicateType: string): Uint8Array {
  const { mediaType, digest, size } = subject;
  const text = renderCanonicalJson({
    schemaVersion: 2,
    mediaType: mediaTypes.ociManifest,
    artifactType: bundleMediaType,
    config: { mediaType: emptyMediaType, digest: computeDigest(emptyConfig), size: emptyConfig.length },
    layers: [{ mediaType: bundleMediaType, digest: computeDigest(bundle), size: bundle.length }],
    subject: { mediaType, digest, size },
    annotations: {
      'dev.sigstore.bundle.content': 'dsse-envelope',
      'dev.sigstore.bundle.predicateType': predicateType,
    },
  });
  return new TextEncoder().encode(text);
}

/** The bundle's descriptor, or why the manifest carries none about this image. */
export function parseAttachment(manifest: Manifest, image: Digest): Outcome<Descriptor> {
  const content = readContent(manifest);
  if (content?.kind !== 'image') return malformed('its manifest cannot be read');
  if (content.subject?.digest !== image) return malformed('its manifest has another subject');
  const [layer, ...others] = content.layers;
  if (layer === undefined || others.length > 0) return malformed('it has not exactly one layer');
  if (layer.mediaType !== bundleMediaType) return malformed('its layer is no Sigstore bundle of version 0.3');
  if (layer.size > maxBundleBytes) return malformed(`its bundle is larger than ${maxBundleBytes} bytes`);
  return { ok: true, value: layer };
}

/** A refusal of something that is attached. */
export function malformed(reason: string): {
  readonly ok: false;
  readonly code: 'STATEMENT_MALFORMED';
  readonly reason: string;
} {
  return { ok: false, code: 'STATEMENT_MALFORMED', reason };
}

function readContent(manifest: Manifest): ReturnType<typeof parseManifest> | undefined {
  try {
    return parseManifest(manifest);
  } catch (error) {
    if (error instanceof CodedError) return undefined;
    throw error;
  }
}
