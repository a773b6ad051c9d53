import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

export const types = {
  image: 'application/vnd.oci.image.manifest.v1+json',
  index: 'application/vnd.oci.image.index.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar',
  layerGzip: 'application/vnd.oci.image.layer.v1.tar+gzip',
  foreign: 'application/vnd.oci.image.layer.nondistributable.v1.tar+gzip',
  empty: 'application/vnd.oci.empty.v1+json',
  one: 'application/vnd.example.oci.conformance.v1',
  two: 'application/vnd.example.oci.conformance.v2',
} as const;

export type Algorithm = 'sha256' | 'sha512';

export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly [field: string]: unknown;
}

export interface Manifest {
  readonly digest: string;
  readonly bytes: Buffer;
  readonly mediaType: string;
  readonly tags: readonly string[];
}

/** A line that the list of referrers has to show. */
export interface ExpectedReferrer {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly artifactType?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** One kind of content, in the order in which it has to be pushed. */
export interface Content {
  readonly algorithm: Algorithm;
  readonly blobs: Map<string, Buffer>;
  readonly manifests: Manifest[];
  readonly referrers: Map<string, ExpectedReferrer[]>;
}

export function startContent(algorithm: Algorithm = 'sha256'): Content {
  return { algorithm, blobs: new Map(), manifests: [], referrers: new Map() };
}

export function digestOf(bytes: Buffer | string, algorithm: Algorithm = 'sha256'): string {
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
}

/** Bytes that differ by label and do not repeat. */
export function fill(label: string, size: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(size / 64) }, (_, index) =>
    createHash('sha512').update(`${label} ${index}`).digest(),
  );
  return Buffer.concat(blocks).subarray(0, size);
}

export interface ImageOptions {
  readonly label: string;
  readonly layers?: number;
  readonly layer?: { readonly mediaType: string; readonly bytes?: Buffer };
  readonly config?: { readonly mediaType: string; readonly text: string };
  readonly isPlain?: boolean;
  /** Descriptors carry their content (image-spec 1.1, `data`). */
  readonly withData?: boolean;
  /** Descriptors that are not pushed. */
  readonly foreign?: readonly Descriptor[];
  /** Further fields of the manifest. */
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly tags?: readonly string[];
}

/** Adds a blob and describes it. */
export function addBlob(content: Content, bytes: Buffer, mediaType: string, withData = false): Descriptor {
  const digest = digestOf(bytes, content.algorithm);
  content.blobs.set(digest, bytes);
  const data = withData ? { data: bytes.toString('base64') } : {};
  return { mediaType, digest, size: bytes.byteLength, ...data };
}

/** Adds an image with its config and layers. */
export function addImage(content: Content, options: ImageOptions): Descriptor {
  const { label, layers = 2, layer, withData = false, foreign = [] } = options;
  const own = Array.from({ length: layers }, (_, number) => {
    const bytes = layer?.bytes ?? fill(`${label} layer ${number}`, 2048);
    if (layer !== undefined) return addBlob(content, bytes, layer.mediaType, withData);
    return options.isPlain === true
      ? addBlob(content, bytes, types.layer, withData)
      : addBlob(content, gzipSync(bytes), types.layerGzip, withData);
  });
  const config = options.config ?? {
    mediaType: types.config,
    text: JSON.stringify({ author: label, architecture: 'amd64', os: 'linux', rootfs: { type: 'layers' } }),
  };
  const described = addBlob(content, Buffer.from(config.text), config.mediaType, withData);
  const body = { config: described, layers: [...foreign, ...own], ...options.fields };
  return addManifest(content, types.image, { body, tags: options.tags ?? [] });
}

/** Adds an index over what was added before. */
export function addIndex(
  content: Content,
  children: readonly Descriptor[],
  options: { readonly fields?: Readonly<Record<string, unknown>>; readonly tags?: readonly string[] } = {},
): Descriptor {
  const body = { manifests: children, ...options.fields };
  return addManifest(content, types.index, { body, tags: options.tags ?? [] });
}

function addManifest(
  content: Content,
  mediaType: string,
  { body, tags }: { readonly body: Readonly<Record<string, unknown>>; readonly tags: readonly string[] },
): Descriptor {
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, ...body }));
  const digest = digestOf(bytes, content.algorithm);
  content.manifests.push({ digest, bytes, mediaType, tags });
  const descriptor = { mediaType, digest, size: bytes.byteLength };
  expectReferrer(content, descriptor, body);
  return descriptor;
}

function expectReferrer(
  content: Content,
  descriptor: { readonly mediaType: string; readonly digest: string; readonly size: number },
  body: Readonly<Record<string, unknown>>,
): void {
  const subject = digestIn(body['subject']);
  if (subject === undefined) return;
  const artifactType = body['artifactType'] ?? mediaTypeIn(body['config']);
  const line = {
    ...descriptor,
    ...(typeof artifactType === 'string' ? { artifactType } : {}),
    ...(isAnnotations(body['annotations']) ? { annotations: body['annotations'] } : {}),
  };
  content.referrers.set(subject, [...(content.referrers.get(subject) ?? []), line]);
}

function digestIn(value: unknown): string | undefined {
  const has = typeof value === 'object' && value !== null && 'digest' in value;
  return has && typeof value.digest === 'string' ? value.digest : undefined;
}

function mediaTypeIn(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'mediaType' in value ? value.mediaType : undefined;
}

function isAnnotations(value: unknown): value is Readonly<Record<string, string>> {
  return typeof value === 'object' && value !== null;
}
