/** The manifest media types that are handled (image-spec 1.1 media-types.md; Docker's image manifest v2, schema 2). */
export const mediaTypes = {
  ociManifest: 'application/vnd.oci.image.manifest.v1+json',
  ociIndex: 'application/vnd.oci.image.index.v1+json',
  dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
  dockerList: 'application/vnd.docker.distribution.manifest.list.v2+json',
} as const;

/** Every manifest media type a client should accept, in the order of preference. */
export const manifestMediaTypes: readonly string[] = Object.values(mediaTypes);

/** Whether the media type is an OCI index or a Docker manifest list. */
export function isIndexMediaType(mediaType: string): boolean {
  return mediaType === mediaTypes.ociIndex || mediaType === mediaTypes.dockerList;
}

/** Whether the media type is a single-platform OCI or Docker manifest. */
export function isImageMediaType(mediaType: string): boolean {
  return mediaType === mediaTypes.ociManifest || mediaType === mediaTypes.dockerManifest;
}
