// Written by npm run docs from actions/import-image/src/inputs.ts.

/** Import an upstream image by digest into quarantine. */
export interface ImportImageInputs {
  /** Entra tenant of the import identity. */
  readonly 'tenant-id': string;
  /** Client id of the import identity. */
  readonly 'client-id': string;
  /** ARM resource id of the quarantine registry. */
  readonly 'quarantine-registry': string;
  /** The upstream image as `host/repository[:tag]@sha256:…`. Docker Hub’s short names are understood. The tag, if given, is set in quarantine; the digest alone decides what is imported. */
  readonly image: string;
  /** Repository in quarantine, under `upstream/` or `tools/`; `upstream/<host>/<repository>` when absent. */
  readonly repository?: string;
  /** User of the upstream registry, if it wants one. */
  readonly 'upstream-username'?: string;
  /** Password or token of that user. */
  readonly 'upstream-password'?: string;
}

/** The outputs of import-image by the names that expressions use. */
export const importImageOutputs = ['image', 'digest', 'status'] as const;
