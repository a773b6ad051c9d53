// Written by npm run docs from actions/fetch-image/src/inputs.ts.

/** Pull an image of quarantine and the vulnerability database into one folder, for a scan without any identity. */
export interface FetchImageInputs {
  /** Entra tenant of the identity that reads quarantine. */
  readonly 'tenant-id': string;
  /** Client id of the identity that reads quarantine. */
  readonly 'client-id': string;
  /** ARM resource id of the registry that holds the image and the database. */
  readonly 'quarantine-registry': string;
  /** The image in quarantine as `repository[:tag]@sha256:…`; the host may stand before it. A tag that no longer points at the digest stops the fetch. */
  readonly image: string;
  /** Trivy’s vulnerability database in the same registry; it is resolved to a digest once. */
  readonly database?: string;
  /** Folder in the workspace that is made to hold the image and the database and nothing else. A folder with files of others is refused. */
  readonly 'output-folder'?: string;
  /** How many megabytes image and database may have together. */
  readonly 'max-size'?: number | string;
}

/** The outputs of fetch-image by the names that expressions use. */
export const fetchImageOutputs = ['folder', 'image', 'database', 'bytes'] as const;
