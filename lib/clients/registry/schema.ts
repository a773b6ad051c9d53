import * as v from 'valibot';
import { isDigest } from '../../domain/image/index.ts';
import type { Digest } from '../../domain/image/index.ts';
import type { Attributes, ManifestProperties, TagProperties } from './types.ts';

const DigestShape = v.custom<Digest>((value) => typeof value === 'string' && isDigest(value), 'not a digest');

const Time = v.pipe(
  v.string(),
  v.transform((text) => Date.parse(text)),
  v.number('not a time'),
);

const AttributesBody = v.object({
  deleteEnabled: v.boolean(),
  writeEnabled: v.boolean(),
  readEnabled: v.boolean(),
  listEnabled: v.boolean(),
});

const TagBody = v.object({
  name: v.string(),
  digest: DigestShape,
  createdTime: Time,
  lastUpdateTime: Time,
  changeableAttributes: AttributesBody,
});

/** ACR v1's list of tags; an empty repository has null. */
export const TagListBody = v.object({ tags: v.nullish(v.array(TagBody), []) });

const switches = {
  canDelete: v.boolean(),
  canWrite: v.boolean(),
  canRead: v.boolean(),
  canList: v.boolean(),
};

/** `ArtifactTagProperties` of the SDK. */
export const SdkTag = v.object({
  name: v.string(),
  digest: DigestShape,
  createdOn: v.date(),
  lastUpdatedOn: v.date(),
  ...switches,
});

/** `ArtifactManifestProperties` of the SDK. */
export const SdkManifest = v.object({ digest: DigestShape, tags: v.array(v.string()), ...switches });

/** A tag of the list in our words. */
export function toTagProperties(tag: v.InferOutput<typeof TagBody>): TagProperties {
  return {
    name: tag.name,
    digest: tag.digest,
    createdAt: tag.createdTime,
    updatedAt: tag.lastUpdateTime,
    attributes: tag.changeableAttributes,
  };
}

/** A tag of the SDK in our words. */
export function fromSdkTag(tag: v.InferOutput<typeof SdkTag>): TagProperties {
  return {
    name: tag.name,
    digest: tag.digest,
    createdAt: tag.createdOn.getTime(),
    updatedAt: tag.lastUpdatedOn.getTime(),
    attributes: fromSwitches(tag),
  };
}

/** A manifest of the SDK in our words. */
export function fromSdkManifest(manifest: v.InferOutput<typeof SdkManifest>): ManifestProperties {
  return { digest: manifest.digest, tags: manifest.tags, attributes: fromSwitches(manifest) };
}

/** Our attributes in the SDK's words; what is not named stays as it is. */
export function toSwitches(attributes: Partial<Attributes>) {
  const { deleteEnabled, writeEnabled, readEnabled, listEnabled } = attributes;
  return {
    ...(deleteEnabled === undefined ? {} : { canDelete: deleteEnabled }),
    ...(writeEnabled === undefined ? {} : { canWrite: writeEnabled }),
    ...(readEnabled === undefined ? {} : { canRead: readEnabled }),
    ...(listEnabled === undefined ? {} : { canList: listEnabled }),
  };
}

interface Switches {
  readonly canDelete: boolean;
  readonly canWrite: boolean;
  readonly canRead: boolean;
  readonly canList: boolean;
}

function fromSwitches({ canDelete, canWrite, canRead, canList }: Switches): Attributes {
  return { deleteEnabled: canDelete, writeEnabled: canWrite, readEnabled: canRead, listEnabled: canList };
}
