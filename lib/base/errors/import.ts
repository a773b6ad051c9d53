import type { ErrorCatalogue } from './types.ts';

/** Errors about copying an image into a registry by ARM `importImage`. */
export const importErrors = {
  IMPORT_OUTCOME_UNKNOWN: {
    kind: 'external',
    title: 'It is not known whether the import happened',
    cause: 'The reply to importImage, or the last poll of its operation, was lost or came too late.',
    remedy: 'Run the job again: it reads the registry back and imports only what is absent.',
  },
  IMPORT_FAILED: {
    kind: 'external',
    title: 'The registry could not import the image',
    cause: 'The import operation ended with an error on its poll.',
    remedy: 'Read the reason; run the job again when it is temporary.',
  },
  IMPORT_TAG_EXISTS: {
    kind: 'external',
    title: 'The import found its tag taken',
    cause: 'The target tag exists and the import runs in mode NoForce, which never overwrites.',
    remedy: 'Choose another tag, or none.',
  },
  IMPORT_SOURCE_DENIED: {
    kind: 'external',
    title: 'The source registry denied the import',
    cause: 'The caller or the given credentials may not read the source image.',
    remedy:
      'Give the identity "Container Registry Data Importer and Data Reader" on both registries, or set the upstream credentials.',
  },
  IMPORT_SOURCE_NOT_FOUND: {
    kind: 'external',
    title: 'The image to import is not in the source registry',
    cause: 'The source has no manifest of that digest in that repository.',
    remedy: 'Check host, repository and digest; the upstream may have removed the image.',
  },
  IMPORT_UPSTREAM_THROTTLED: {
    kind: 'external',
    title: 'The upstream registry throttles the import',
    cause: 'The source answered 429; Docker Hub does so for anonymous pulls.',
    remedy: 'Set upstream-username and upstream-password, or run the job again later.',
  },
  IMPORT_REPOSITORY_FORBIDDEN: {
    kind: 'user',
    title: 'Imports do not go to this repository',
    cause:
      'Upstream images stand apart from built ones: under `upstream/`, scanner databases under `tools/`.',
    remedy: 'Leave `repository` out, or begin it with `upstream/` or `tools/`.',
  },
  IMPORT_TAG_TAKEN: {
    kind: 'user',
    title: 'The tag stands for another image in quarantine',
    cause: 'An import never moves a tag from one digest to another.',
    remedy: 'Leave the tag out of `image`, or remove the old tag from quarantine first.',
  },
  IMPORT_INCOMPLETE: {
    kind: 'external',
    title: 'The import ended, but the image is not complete in the registry',
    cause: 'After the operation reported success a manifest, a child of the index or a tag was absent.',
    remedy: 'Run the job again; if it stays so, look for a soft-deleted manifest of the same digest.',
  },
  IMPORT_TOO_MANY_MANIFESTS: {
    kind: 'user',
    title: 'The image has more manifests than a registry imports',
    cause: 'ACR imports at most 50 manifests of one image.',
    remedy: 'Import the platform manifests that are needed, each by its own digest.',
  },
} as const satisfies ErrorCatalogue;
