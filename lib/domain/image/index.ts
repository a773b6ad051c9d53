export { isAzureRegistry, parseRegistryId, registryIdNotation } from './azure.ts';
export type { RegistryId } from './azure.ts';
export { computeDigest, digestHex, isDigest, parseDigest, shortenDigest } from './digest.ts';
export { maxTagCharacters } from './names.ts';
export {
  formatImageReference,
  isPinned,
  parseImageReference,
  parsePinnedImage,
  parseRepository,
  parseTag,
  pinImage,
  repositoryNotation,
} from './reference.ts';
export type { ReferenceOptions } from './reference.ts';
export type { Digest, ImageReference, PinnedImage } from './types.ts';
