import * as v from 'valibot';

const Digest = v.pipe(v.string(), v.regex(/^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/));

const Descriptor = v.object({
  mediaType: v.string(),
  digest: Digest,
  size: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  urls: v.optional(v.array(v.string())),
});

const common = {
  schemaVersion: v.literal(2),
  mediaType: v.optional(v.string()),
  artifactType: v.optional(v.string()),
  subject: v.optional(Descriptor),
  annotations: v.optional(v.record(v.string(), v.string())),
};

/** An image manifest, OCI's or Docker's schema 2 (image-spec 1.1, manifest.md). */
export const ImageBody = v.object({ ...common, config: Descriptor, layers: v.array(Descriptor) });

/** An index or manifest list (image-spec 1.1, image-index.md). */
export const IndexBody = v.object({ ...common, manifests: v.array(Descriptor) });

/** What ACR shows of an image configuration. */
export const ConfigBody = v.object({ os: v.optional(v.string()), architecture: v.optional(v.string()) });
