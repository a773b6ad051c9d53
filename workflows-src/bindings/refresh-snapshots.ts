// Written by npm run docs from actions/refresh-snapshots/src/inputs.ts.

/** Copy the catalogue of exploited vulnerabilities and the scores of likely exploitation into quarantine. */
export interface RefreshSnapshotsInputs {
  /** Entra tenant of the import identity. */
  readonly 'tenant-id': string;
  /** Client id of the import identity. */
  readonly 'client-id': string;
  /** ARM resource id of the quarantine registry. */
  readonly 'quarantine-registry': string;
}

/** The outputs of refresh-snapshots by the names that expressions use. */
export const refreshSnapshotsOutputs = ['kev', 'kev-date', 'epss', 'epss-date'] as const;
