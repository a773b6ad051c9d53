// Written by npm run docs from actions/gate-image/src/inputs.ts.

/** Decide by the policy of the protected branch whether an image may go on, and sign the decision. */
export interface GateImageInputs {
  /** Entra tenant of the registries’ subscription. */
  readonly 'tenant-id': string;
  /** Client id of the gate identity; of the reader identity with `sign: false`. */
  readonly 'client-id': string;
  /** ARM resource id of the registry that holds the image, its statements and the snapshots. */
  readonly 'quarantine-registry': string;
  /** ARM resource id of the registry of what runs. Without it what runs is unknown, and a policy that requires `live` passes nothing. */
  readonly 'live-registry'?: string;
  /** Repository in live; the same as in quarantine when absent. */
  readonly 'live-repository'?: string;
  /** The image in quarantine as `repository[:tag]@sha256:…`; the host may stand before it. A tag that no longer points at the digest stops the decision. */
  readonly image: string;
  /** The report to decide on: output `report` of scan-image, or Trivy JSON, SARIF, CycloneDX with vulnerabilities or Grype JSON of any scanner. */
  readonly report: string;
  /** Output `report-digest` of scan-image, by the outputs of its job: another report, and by it another SBOM, is refused. Needed where the report comes as a workflow artifact, which every job of the run can replace. */
  readonly 'report-digest'?: string;
  /** Output `sbom` of scan-image: the folder of its SBOMs. Without it no SBOM is signed, and promotion refuses the image. */
  readonly sbom?: string;
  /** Whose rules of the policy hold. `local` asks for the least and is never signed. */
  readonly environment?: 'quarantine' | 'production' | 'local' | `\${{${string}`;
  /** When the scanner’s database was built, for a foreign report that does not say. */
  readonly 'database-date'?: string;
  /** Sign the decision, the SBOMs and the findings, and attach them. Write `false` for pull requests: nothing is signed or attached then. */
  readonly sign?: boolean | `\${{${string}`;
  /** Identifier of the decision key in Key Vault; required with `sign: true`. */
  readonly 'signing-key'?: string;
  /** Token of this job with `contents: read` (policy, waivers, VEX and keys) and `pull-requests: read` (who approved a waiver). */
  readonly 'github-token'?: string;
  /** Folder in the workspace for the decision and its SARIF. */
  readonly 'output-folder'?: string;
}

/** The outputs of gate-image by the names that expressions use. */
export const gateImageOutputs = [
  'decision',
  'decision-file',
  'summary',
  'sarif',
  'findings',
  'blocking',
  'counts',
  'policy-commit',
  'policy-digest',
  'verdict-digest',
  'verdict-bundle',
] as const;
