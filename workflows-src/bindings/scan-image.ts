// Written by npm run docs from actions/scan-image/src/inputs.ts.

/** Scan every platform of a quarantined image with the Trivy of the runner. */
export interface ScanImageInputs {
  /** The folder that fetch-image wrote, after its hand-over as a workflow artifact. Image and database are taken from it, and the job needs no identity. */
  readonly layout?: string;
  /** Entra tenant of the identity that reads quarantine; required without `layout`. */
  readonly 'tenant-id'?: string;
  /** Client id of the identity that reads quarantine; required without `layout`. */
  readonly 'client-id'?: string;
  /** ARM resource id of the registry that holds the image and the database; required without `layout`. */
  readonly 'quarantine-registry'?: string;
  /** The image in quarantine as `repository[:tag]@sha256:…`; the host may stand before it. A tag that no longer points at the digest stops the scan. */
  readonly image: string;
  /** The programs that may be run: `<version> <sha256>`, one a line. Trivy is never downloaded, and no other program is started. */
  readonly 'trivy-allowed': string;
  /** File of Trivy on the runner; the first `trivy` of the PATH when absent. */
  readonly 'trivy-path'?: string;
  /** Trivy’s vulnerability database in the same registry; it is resolved to a digest once and recorded. With `layout` it has its digest: output `database` of fetch-image. */
  readonly database?: string;
  /** How long ago the database may have been made; an older one makes the result indeterminate. */
  readonly 'max-database-age'?: string;
  /** What is looked for: `vuln`, `secret`, `misconfig`, `license`, separated by commas. */
  readonly scanners?: string;
  /** Severities that summary and annotations show, separated by commas. The report always holds all. */
  readonly severity?: string;
  /** Leave vulnerabilities without a fix out of summary and annotations. The report always holds them. */
  readonly 'ignore-unfixed'?: boolean | `\${{${string}`;
  /** Narrow the SARIF file by `severity` and `ignore-unfixed` too. */
  readonly 'limit-severities-for-sarif'?: boolean | `\${{${string}`;
  /** The Dockerfile that the image was built from; findings are shown on the line that brought them. */
  readonly dockerfile?: string;
  /** How many findings become annotations; GitHub itself shows ten of a kind for a step. */
  readonly 'max-annotations'?: number | string;
  /** Folder in the workspace for report, SARIF and SBOMs; files of an earlier scan in it are replaced. */
  readonly 'output-folder'?: string;
  /** How long Trivy may take for one platform. */
  readonly timeout?: string;
}

/** The outputs of scan-image by the names that expressions use. */
export const scanImageOutputs = [
  'report',
  'report-digest',
  'sarif',
  'sbom',
  'result',
  'counts',
  'database-digest',
  'scanner',
] as const;
