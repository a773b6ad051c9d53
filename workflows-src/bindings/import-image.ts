// Written by npm run docs from actions/import-image/src/inputs.ts.

/** Import upstream images by digest into quarantine: one, or all of a lock file. */
export interface ImportImageInputs {
  /** Entra tenant of the import identity. */
  readonly 'tenant-id': string;
  /** Client id of the import identity. */
  readonly 'client-id': string;
  /** ARM resource id of the quarantine registry. */
  readonly 'quarantine-registry': string;
  /** The upstream image as `host/repository[:tag]@sha256:…`, where there is no `lock-file`. Docker Hub’s short names are understood. The tag, if given, is set in quarantine; the digest alone decides what is imported. */
  readonly image?: string;
  /** The file that lists the images, e.g. `images.lock.yaml`, where there is no `image`. All are imported by their locked digests; a failure of one does not keep the others. */
  readonly 'lock-file'?: string;
  /** Repository in quarantine for `image`, under `upstream/` or `tools/`; `upstream/<host>/<repository>` when absent. */
  readonly repository?: string;
  /** Move the tag in quarantine to this digest, for what is published anew every day under one tag. Only for a `repository` under `tools/`; every digest keeps a tag of its own beside it. */
  readonly 'update-tag'?: boolean | `\${{${string}`;
  /** What a tag that no longer points at the digest upstream is: a warning, or a refusal of that image. Where upstream cannot be asked the result says “not checked”. */
  readonly 'on-moved-tag'?: 'warn' | 'refuse' | `\${{${string}`;
  /** How many images of the lock file are imported at a time. */
  readonly parallel?: number | string;
  /** The registry that user and password belong to; no other is given them. The host of `image` when absent, for a lock file `docker.io`. */
  readonly 'upstream-host'?: string;
  /** User of the upstream registry, if it wants one. */
  readonly 'upstream-username'?: string;
  /** Password or token of that user. */
  readonly 'upstream-password'?: string;
}

/** The outputs of import-image by the names that expressions use. */
export const importImageOutputs = ['image', 'digest', 'status', 'results'] as const;
