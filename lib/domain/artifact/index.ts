export { collectArtifact, maxChildren } from './artifact.ts';
export type { FindManifest } from './artifact.ts';
export { listChildren, maxManifestBytes, parseManifest } from './content.ts';
export type { ImageContent, IndexContent, ManifestContent } from './content.ts';
export { listImages } from './images.ts';
export type { ListedImages, PlatformImage } from './images.ts';
export { isImageMediaType, manifestMediaTypes, mediaTypes } from './media-types.ts';
export { descriptorSchema } from './schema.ts';
export type { Artifact, Descriptor, Manifest, Platform } from './types.ts';
