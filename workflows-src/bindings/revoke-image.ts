// Written by npm run docs from actions/revoke-image/src/inputs.ts.

/** Take a digest in live out of use. */
export interface RevokeImageInputs {
  /** Entra tenant of the promote identity. */
  readonly 'tenant-id': string;
  /** Client id of the promote identity. */
  readonly 'client-id': string;
  /** ARM resource id of the live registry. */
  readonly 'live-registry': string;
  /** The image in live as `repository[:tag]@sha256:…`; the host may stand before it. */
  readonly image: string;
  /** Why the image must no longer be used; recorded, and told to everybody who tries to promote it. */
  readonly reason: string;
  /** Where the decision is kept: an issue, an incident, a link; recorded. */
  readonly ticket: string;
  /** Identifier of the promotion key in Key Vault; the record is signed with it. */
  readonly 'signing-key': string;
  /** Token of this job with `actions: read` and `contents: read`: the record names who started the run as GitHub knows it, and the trusted keys stand on the protected branch. */
  readonly 'github-token'?: string;
}

/** The outputs of revoke-image by the names that expressions use. */
export const revokeImageOutputs = ['image', 'revocation-digest', 'status'] as const;
