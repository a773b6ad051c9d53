// Written by npm run docs from actions/write-page/src/inputs.ts.

/** Write the page that an approver reads before an image goes live. */
export interface WritePageInputs {
  /** Entra tenant of the registries’ subscription. */
  readonly 'tenant-id': string;
  /** Client id of the reader identity. */
  readonly 'client-id': string;
  /** ARM resource id of the registry that holds the image and its statements. */
  readonly 'quarantine-registry': string;
  /** ARM resource id of the registry that the image would go to. */
  readonly 'live-registry': string;
  /** The image in quarantine as `repository[:tag]@sha256:…`; the host may stand before it. A tag that no longer points at the digest stops the action. */
  readonly image: string;
  /** Repository in live; the same as in quarantine when absent. */
  readonly repository?: string;
  /** Token of this job with `contents: read`, for the keys and the policy of the protected branch. */
  readonly 'github-token'?: string;
  /** Folder in the workspace for the page. */
  readonly 'output-folder'?: string;
}

/** The outputs of write-page by the names that expressions use. */
export const writePageOutputs = ['image', 'page', 'summary', 'page-digest', 'target', 'running'] as const;
