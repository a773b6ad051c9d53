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
  IMPORT_SOURCE_QUARANTINE: {
    kind: 'user',
    title: 'The source is quarantine itself',
    cause:
      'An image that was built in quarantine would stand among the upstream images as if it had been imported.',
    remedy: 'Name an upstream registry; images that were built are promoted from where they were built.',
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
  IMPORT_UPSTREAM_GONE: {
    kind: 'external',
    title: 'The source registry is not there',
    cause: 'Azure knows no host of that name: the upstream was shut down, renamed or misspelt.',
    remedy: 'Correct the host of the image, or find out where its makers publish now.',
  },
  IMPORT_SOURCE_FOREIGN: {
    kind: 'user',
    title: 'The source is an Azure registry that this identity cannot read',
    cause:
      'A registry of another subscription or tenant is named by its host, and no credentials of it were given.',
    remedy:
      'Set upstream-host, upstream-username and upstream-password to a repository-scoped token of that registry, or take the image from where its makers publish it.',
  },
  IMPORT_PLATFORM_MISSING: {
    kind: 'user',
    title: 'The image lacks a platform',
    cause: 'The lock file names a platform that neither the index nor the image’s configuration has.',
    remedy: 'Correct `platforms` of the entry, or lock a version of the image that has the platform.',
  },
  IMPORT_TAG_MOVED: {
    kind: 'user',
    title: 'The tag has moved upstream',
    cause: 'With `on-moved-tag: refuse` an image is imported only while its tag points at the locked digest.',
    remedy: 'Run `npm run images-lock`, review what changed, and commit the file.',
  },
  IMPORT_LOCK_INVALID: {
    kind: 'user',
    title: 'The lock file cannot be used',
    cause:
      'It is no YAML, has unknown keys or malformed references, names an image twice, or sends two upstreams to one target.',
    remedy: 'Correct each line named in the message; docs/images-lock.md describes the format.',
  },
  IMPORT_LOCK_INCOMPLETE: {
    kind: 'external',
    title: 'Some images of the lock file were not imported',
    cause: 'Each has an error of its own; the others were imported all the same.',
    remedy: 'Mend what the errors name and run the job again: it imports only what is absent.',
  },
} as const satisfies ErrorCatalogue;
