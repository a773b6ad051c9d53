import { checkJson } from '../../../../lib/base/schema.ts';
import { fail } from './failure.ts';
import type { Failure } from './failure.ts';
import { ImageBody, IndexBody } from './schema.ts';

/** What a registry needs of a manifest's bytes. */
export interface Content {
  /** Digests of the manifests that an index names. */
  readonly children: readonly string[];
  /** Config and layers, config first; empty for an index. */
  readonly blobs: readonly BlobNeed[];
  readonly configMediaType?: string;
  readonly subject?: string;
  readonly artifactType?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface BlobNeed {
  readonly digest: string;
  readonly size: number;
  /** Layers with `urls` may lie elsewhere (image-spec 1.1, "Non-distributable layers"). */
  readonly isForeign: boolean;
}

const images = new Set([
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
]);
const indexes = new Set([
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
]);

/** Reads a manifest; a body that is none, or another than its media type says, is MANIFEST_INVALID. */
export function readContent(bytes: Uint8Array, mediaType: string): Content | Failure {
  const text = Buffer.from(bytes).toString('utf8');
  if (images.has(mediaType)) return readImage(text, mediaType);
  if (indexes.has(mediaType)) return readIndex(text, mediaType);
  return fail(400, 'MANIFEST_INVALID', `media type "${mediaType}" is not supported`);
}

function readImage(text: string, mediaType: string): Content | Failure {
  const body = checkJson(ImageBody, text);
  if (!body.ok) return fail(400, 'MANIFEST_INVALID', 'manifest invalid', body.problems);
  if (isOther(body.value.mediaType, mediaType)) return failOtherType(mediaType);
  const { config, layers, artifactType } = body.value;
  return {
    ...pickCommon(body.value),
    children: [],
    blobs: [config, ...layers].map(({ digest, size, urls }) => ({
      digest,
      size,
      isForeign: urls !== undefined,
    })),
    configMediaType: config.mediaType,
    // distribution-spec 1.1, "Listing Referrers": the config's media type stands in for a missing artifactType.
    artifactType: artifactType ?? config.mediaType,
  };
}

function readIndex(text: string, mediaType: string): Content | Failure {
  const body = checkJson(IndexBody, text);
  if (!body.ok) return fail(400, 'MANIFEST_INVALID', 'manifest invalid', body.problems);
  if (isOther(body.value.mediaType, mediaType)) return failOtherType(mediaType);
  const { artifactType } = body.value;
  const children = body.value.manifests.map(({ digest }) => digest);
  return {
    ...pickCommon(body.value),
    children,
    blobs: [],
    ...(artifactType === undefined ? {} : { artifactType }),
  };
}

// Go writes an absent field of image-spec's structs as an empty text.
function isOther(said: string | undefined, mediaType: string): boolean {
  return said !== undefined && said !== '' && said !== mediaType;
}

function pickCommon(body: {
  readonly subject?: { readonly digest: string } | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
}): Pick<Content, 'subject' | 'annotations'> {
  return {
    ...(body.subject === undefined ? {} : { subject: body.subject.digest }),
    ...(body.annotations === undefined ? {} : { annotations: body.annotations }),
  };
}

function failOtherType(mediaType: string): Failure {
  return fail(400, 'MANIFEST_INVALID', `the manifest says another media type than "${mediaType}"`);
}
