// Written by npm run docs from actions/attest-image/src/inputs.ts.

/** Sign how an image was built, or where it was imported from, and attach that to the image in quarantine. */
export interface AttestImageInputs {
  /** Entra tenant of the registry’s subscription. */
  readonly 'tenant-id': string;
  /** Client id of the provenance identity (federated with this workflow). */
  readonly 'client-id': string;
  /** ARM resource id of the quarantine registry. */
  readonly 'quarantine-registry': string;
  /** The image in quarantine, pinned; output `image` of build-image or import-image. */
  readonly image: string;
  /** Identifier of the provenance key in Key Vault. */
  readonly 'signing-key': string;
  /** What happened to the image: it was built (SLSA provenance) or imported (import record). */
  readonly kind?: 'build' | 'import' | `\${{${string}`;
  /** Output `run-id` of build-image; the run is read back from ACR. */
  readonly 'run-id'?: string;
  /** Output `context-hash` of build-image. */
  readonly 'context-hash'?: string;
  /** Output `commit` of build-image: the commit of a Git context, which must be the commit of this run. Leave empty for a local one. */
  readonly commit?: string;
  /** Output `base-digests` of build-image. */
  readonly 'base-digests'?: string;
  /** Output `started-at` of build-image; taken from ACR where ACR tells it. */
  readonly 'started-at'?: string;
  /** Output `finished-at` of build-image; taken from ACR where ACR tells it. */
  readonly 'finished-at'?: string;
  /** The image that import-image was given; its digest must be the one of `image`. */
  readonly upstream?: string;
}

/** The outputs of attest-image by the names that expressions use. */
export const attestImageOutputs = ['statement-digest', 'bundle-digest', 'predicate-type', 'status'] as const;
