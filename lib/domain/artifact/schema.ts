import * as v from 'valibot';
import { parseDigest, isDigest } from '../image/index.ts';
import type { Descriptor, Platform } from './types.ts';

const maxTextCharacters = 4096;

const text = v.pipe(v.string(), v.maxLength(maxTextCharacters));
const annotations = v.record(v.string(), v.string());

const platform = v.object({ os: text, architecture: text, variant: v.optional(text) });

const rawDescriptor = v.object({
  mediaType: text,
  digest: v.pipe(v.string(), v.check(isDigest, 'no SHA-256 or SHA-512 digest')),
  size: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  artifactType: v.optional(text),
  platform: v.optional(platform),
  annotations: v.optional(annotations),
});

/** An OCI descriptor; fields of later versions are tolerated, the digest and size are not. */
export const descriptorSchema = v.pipe(rawDescriptor, v.transform(toDescriptor));

/** The body of an image manifest. Docker's schema 2 has the same required fields. */
export const imageBodySchema = v.object({
  schemaVersion: v.literal(2),
  mediaType: v.optional(text),
  artifactType: v.optional(text),
  config: descriptorSchema,
  layers: v.array(descriptorSchema),
  subject: v.optional(descriptorSchema),
  annotations: v.optional(annotations),
});

/** The body of an index or manifest list. */
export const indexBodySchema = v.object({
  schemaVersion: v.literal(2),
  mediaType: v.optional(text),
  artifactType: v.optional(text),
  manifests: v.array(descriptorSchema),
  subject: v.optional(descriptorSchema),
  annotations: v.optional(annotations),
});

function toDescriptor(raw: v.InferOutput<typeof rawDescriptor>): Descriptor {
  return {
    mediaType: raw.mediaType,
    digest: parseDigest(raw.digest),
    size: raw.size,
    ...(raw.artifactType === undefined ? {} : { artifactType: raw.artifactType }),
    ...(raw.platform === undefined ? {} : { platform: toPlatform(raw.platform) }),
    ...(raw.annotations === undefined ? {} : { annotations: raw.annotations }),
  };
}

function toPlatform(raw: v.InferOutput<typeof platform>): Platform {
  const { os, architecture, variant } = raw;
  return { os, architecture, ...(variant === undefined ? {} : { variant }) };
}
