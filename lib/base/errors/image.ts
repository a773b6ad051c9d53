import type { ErrorCatalogue } from './types.ts';

/** Errors about how images are named, and about what a manifest holds. */
export const imageErrors = {
  IMAGE_REFERENCE_INVALID: {
    kind: 'user',
    title: 'The image reference cannot be used',
    cause: 'The text is no image reference by the OCI distribution specification 1.1.',
    remedy: 'Write it as `registry/repository[:tag][@sha256:…]`, the repository in lower case.',
  },
  IMAGE_DIGEST_INVALID: {
    kind: 'user',
    title: 'The digest cannot be used',
    cause:
      'A digest is an algorithm, a colon and lower-case hex digits: `sha256:` with 64 or `sha512:` with 128.',
    remedy: 'Copy the whole digest from the registry or from the step that built the image.',
  },
  IMAGE_NOT_PINNED: {
    kind: 'user',
    title: 'The image is not pinned',
    cause: 'A tag can move; only a digest names one content.',
    remedy: 'Append `@sha256:…` with the digest that was built, imported or scanned.',
  },
  IMAGE_REGISTRY_ID_INVALID: {
    kind: 'user',
    title: 'The registry id cannot be used',
    cause: 'The text is no ARM resource id of an Azure container registry.',
    remedy:
      'Write `/subscriptions/<guid>/resourceGroups/<group>/providers/Microsoft.ContainerRegistry/registries/<name>`; `az acr show --name <name> --query id` prints it.',
  },
  IMAGE_MANIFEST_MALFORMED: {
    kind: 'user',
    title: 'The manifest cannot be trusted',
    cause:
      'The manifest is too large, is no JSON, contradicts its media type or lacks a field that its schema requires.',
    remedy: 'Build or import the image again with a tool that writes OCI or Docker v2 schema 2 manifests.',
  },
  IMAGE_MANIFEST_UNSUPPORTED: {
    kind: 'user',
    title: 'The manifest is of a kind that is not handled',
    cause:
      'Only OCI image manifests, OCI indexes and their Docker v2 schema 2 forms can be examined and promoted.',
    remedy: 'Push the image again with a current client.',
  },
  IMAGE_INDEX_TOO_LARGE: {
    kind: 'user',
    title: 'The index has too many or too deeply nested manifests',
    cause:
      'ACR imports at most 50 manifests with an index, and nested indexes are followed only to a fixed depth.',
    remedy: 'Build the index with fewer platforms, or split it.',
  },
  IMAGE_CHILD_MISSING: {
    kind: 'user',
    title: 'The index names a manifest that is not there',
    cause:
      'A platform of the index is absent from the repository, so the image cannot be examined as a whole.',
    remedy: 'Push or import every platform of the index into the same repository.',
  },
  IMAGE_CHILD_MISMATCH: {
    kind: 'user',
    title: 'A manifest is not what its index says',
    cause: 'Digest, size or media type of the manifest differ from the descriptor that names it.',
    remedy: 'Build or import the image again; if it happens twice, treat the registry as compromised.',
  },
} as const satisfies ErrorCatalogue;
