import type { TrivyDialect } from './allow-list.ts';

/** What Trivy looks for; its own names. */
export const trivyScanners = ['vuln', 'secret', 'misconfig', 'license'] as const;

export type TrivyScanner = (typeof trivyScanners)[number];

/** One call of Trivy on an image that lies in a folder, or on an SBOM. */
export interface ScanOrder {
  /** An OCI layout with exactly one image: given an index, Trivy takes its first child. */
  readonly target: { readonly kind: 'layout' | 'sbom'; readonly path: string };
  readonly scanners: readonly TrivyScanner[];
  /** Holds `db/trivy.db` and `db/metadata.json`. */
  readonly cacheFolder: string;
  readonly reportFile: string;
  readonly timeoutMs: number;
}

/** Arguments of one scan: everything is reported, nothing is filtered, nothing is asked for over the network. */
export function toScanArgs(order: ScanOrder, dialect: TrivyDialect): readonly string[] {
  return [
    ...(order.target.kind === 'layout' ? imageArgs(order, dialect) : ['sbom']),
    ...['--format', 'json', '--output', order.reportFile, '--cache-dir', order.cacheFolder],
    ...['--skip-db-update', '--skip-java-db-update', '--offline-scan', '--no-progress', '--list-all-pkgs'],
    ...['--exit-code', '0', '--timeout', `${Math.ceil(order.timeoutMs / 1000)}s`],
    ...(dialect === 'current' ? ['--skip-version-check', '--disable-telemetry'] : []),
    ...(order.target.kind === 'sbom' ? [order.target.path] : []),
  ];
}

function imageArgs({ target, scanners }: ScanOrder, dialect: TrivyDialect): readonly string[] {
  const skipChecks = dialect === 'current' ? '--skip-check-update' : '--skip-policy-update';
  // The configuration of an image is examined for secrets in its history, and for the rules of a Dockerfile.
  const ofConfig = scanners.filter((scanner) => scanner === 'secret' || scanner === 'misconfig');
  return [
    ...['image', '--input', target.path, '--scanners', renderScanners(scanners, dialect)],
    ...(ofConfig.length === 0 ? [] : ['--image-config-scanners', renderScanners(ofConfig, dialect)]),
    skipChecks,
  ];
}

// Until 0.48 the misconfiguration scanner was called `config`.
function renderScanners(scanners: readonly TrivyScanner[], dialect: TrivyDialect): string {
  return scanners
    .map((scanner) => (scanner === 'misconfig' && dialect === 'legacy' ? 'config' : scanner))
    .join(',');
}
