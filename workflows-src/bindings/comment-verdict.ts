// Written by npm run docs from actions/comment-verdict/src/inputs.ts.

/** Write what the gate decided about the images of a pull request into one comment, and keep it current. */
export interface CommentVerdictInputs {
  /** Folder with one folder `decision-<name>` an image: what gate-image wrote, as downloaded artifacts. */
  readonly decisions: string;
  /** Folder with one folder `scan-<name>` an image: what scan-image wrote. Without it the age is not shown. */
  readonly scans?: string;
  /** How the jobs that judged the images ended: `needs.<job>.result`. With anything but `success` the comment never says that all images pass, even if every verdict that arrived is a pass. */
  readonly result?: 'success' | 'failure' | 'cancelled' | 'skipped' | `\${{${string}`;
  /** Token of this job with `pull-requests: write`. */
  readonly 'github-token'?: string;
  /** The login that `github-token` writes as: only a comment of this account is edited. The token of another app writes as `<slug>[bot]`. */
  readonly 'comment-author'?: string;
}

/** The outputs of comment-verdict by the names that expressions use. */
export const commentVerdictOutputs = ['comment-url', 'status', 'images'] as const;
