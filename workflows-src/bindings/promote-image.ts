// Written by npm run docs from actions/promote-image/src/inputs.ts.

/** Carry an approved image by digest from quarantine to live. */
export interface PromoteImageInputs {
  /** Entra tenant of the promote identity. */
  readonly 'tenant-id': string;
  /** Client id of the promote identity. */
  readonly 'client-id': string;
  /** ARM resource id of the registry that holds the image. */
  readonly 'quarantine-registry': string;
  /** ARM resource id of the registry that the image goes to. */
  readonly 'live-registry': string;
  /** The image in quarantine as `repository[:tag]@sha256:…`; the host may stand before it. A tag that no longer points at the digest stops the promotion. */
  readonly image: string;
  /** Repository in live; the same as in quarantine when absent. */
  readonly repository?: string;
  /** Tags to set in live, one a line. A live tag is never moved from one digest to another. */
  readonly tags?: string;
  /** The protected environment that this job runs in and that was approved. */
  readonly environment?: string;
  /** A protected environment that the run was approved for before, by another person than the one who approved `environment`; for emergencies, which need two. A waiver that such a promotion stands on may live at most 24 hours. */
  readonly 'first-environment'?: string;
  /** Digest of the promotion page that the approver was shown, written by the job before the environment; recorded with the approval. */
  readonly 'page-digest'?: string;
  /** Identifier of the promotion key in Key Vault; all records in live are signed with it. */
  readonly 'signing-key': string;
  /** The programs that may scan again: `<version> <sha256>`, one a line. Trivy is never downloaded, and no other program is started. */
  readonly 'trivy-allowed': string;
  /** File of Trivy on the runner; the first `trivy` of the PATH when absent. */
  readonly 'trivy-path'?: string;
  /** Trivy’s vulnerability database in quarantine, as it is at the moment of the promotion. */
  readonly database?: string;
  /** Token of this job with `actions: read`, `contents: read` and `pull-requests: read`, to verify the approval. */
  readonly 'github-token'?: string;
  /** Full id of a commit whose history was reviewed otherwise; used only while nothing of this repository was promoted yet. */
  readonly 'baseline-commit'?: string;
}

/** The outputs of promote-image by the names that expressions use. */
export const promoteImageOutputs = [
  'image',
  'digest',
  'promotion-digest',
  'intent-digest',
  'verdict-digest',
  'approvers',
  'status',
] as const;
