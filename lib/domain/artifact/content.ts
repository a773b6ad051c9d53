import * as v from 'valibot';
import { UserError } from '../../base/errors/index.ts';
import { checkJson } from '../../base/schema.ts';
import { isImageMediaType, isIndexMediaType } from './media-types.ts';
import { imageBodySchema, indexBodySchema } from './schema.ts';
import type { Descriptor, Manifest } from './types.ts';

/** Largest manifest that is read (distribution-spec 1.1: registries should accept at least 4 MiB). */
export const maxManifestBytes = 4 * 1024 * 1024;

/** What a single-platform manifest says. */
export interface ImageContent {
  readonly kind: 'image';
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
  readonly artifactType?: string;
  readonly subject?: Descriptor;
  readonly annotations: Readonly<Record<string, string>>;
}

/** What an index says. */
export interface IndexContent {
  readonly kind: 'index';
  readonly manifests: readonly Descriptor[];
  readonly artifactType?: string;
  readonly subject?: Descriptor;
  readonly annotations: Readonly<Record<string, string>>;
}

/** The parsed body of a manifest. */
export type ManifestContent = ImageContent | IndexContent;

/** Reads a manifest's bytes by the schema of its media type; throws IMAGE_MANIFEST_MALFORMED or IMAGE_MANIFEST_UNSUPPORTED. */
export function parseManifest(manifest: Manifest): ManifestContent {
  if (manifest.bytes.length > maxManifestBytes)
    throw malformed(manifest, `it is larger than ${maxManifestBytes} bytes`);
  if (isIndexMediaType(manifest.mediaType)) return parseIndex(manifest);
  if (isImageMediaType(manifest.mediaType)) return parseImage(manifest);
  throw new UserError('IMAGE_MANIFEST_UNSUPPORTED', {
    subject: manifest.digest,
    reason: `its media type is "${manifest.mediaType.replace(/[^\x20-\x7e]/g, '?').slice(0, 200)}"`,
  });
}

/** The descriptors that an index names; empty for a single-platform image. */
export function listChildren(manifest: Manifest): readonly Descriptor[] {
  const content = parseManifest(manifest);
  return content.kind === 'index' ? content.manifests : [];
}

function parseImage(manifest: Manifest): ImageContent {
  const body = parseBody(imageBodySchema, manifest, 'manifests');
  return { kind: 'image', config: body.config, layers: body.layers, ...commonFields(body) };
}

function parseIndex(manifest: Manifest): IndexContent {
  const body = parseBody(indexBodySchema, manifest, 'layers');
  return { kind: 'index', manifests: body.manifests, ...commonFields(body) };
}

interface CommonFields {
  readonly mediaType?: string | undefined;
  readonly artifactType?: string | undefined;
  readonly subject?: Descriptor | undefined;
  readonly annotations?: Record<string, string> | undefined;
}

function commonFields(body: CommonFields): Pick<ImageContent, 'artifactType' | 'subject' | 'annotations'> {
  return {
    annotations: body.annotations ?? {},
    ...(body.artifactType === undefined ? {} : { artifactType: body.artifactType }),
    ...(body.subject === undefined ? {} : { subject: body.subject }),
  };
}

function parseBody<T extends CommonFields>(
  schema: v.GenericSchema<unknown, T>,
  manifest: Manifest,
  foreignField: 'manifests' | 'layers',
): T {
  const text = decode(manifest);
  const checked = checkJson(schema, text);
  if (!checked.ok) throw malformed(manifest, checked.problems.slice(0, 3).join('; '));
  assertUnambiguous(manifest, text, foreignField);
  const { mediaType } = checked.value;
  if (mediaType !== undefined && mediaType !== manifest.mediaType) {
    throw malformed(manifest, `it was served as ${manifest.mediaType} and says otherwise of itself`);
  }
  return checked.value;
}

// One document that is both an image and an index means different things to different readers (CVE-2021-41190).
function assertUnambiguous(manifest: Manifest, text: string, foreignField: 'manifests' | 'layers'): void {
  const foreign = checkJson(v.looseObject({ [foreignField]: v.unknown() }), text);
  if (foreign.ok && foreign.value[foreignField] !== undefined) {
    throw malformed(manifest, `it has "${foreignField}" beside the fields of its media type`);
  }
}

function decode(manifest: Manifest): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(manifest.bytes);
  } catch (cause) {
    throw malformed(manifest, 'it is no UTF-8 text', cause);
  }
}

function malformed(manifest: Manifest, reason: string, cause?: unknown): UserError {
  return new UserError('IMAGE_MANIFEST_MALFORMED', { subject: manifest.digest, reason, cause });
}
