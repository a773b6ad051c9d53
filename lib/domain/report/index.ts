export { renderCanonical } from './canonical.ts';
export { compareItems, countSeverities, selectShown } from './counts.ts';
export type { SeverityCounts, ShownItems } from './counts.ts';
export { buildCyclonedx } from './cyclonedx.ts';
export type { SbomSubject } from './cyclonedx.ts';
export { findLayerLines } from './origin.ts';
export type { LayerLines } from './origin.ts';
export { buildSarif, describe } from './sarif.ts';
export type { SarifFacts, SarifPlatform } from './sarif.ts';
export { explainUncovered } from './sbom-coverage.ts';
export { parseScanReport, renderReason, renderScanReport } from './scan-report.ts';
export { viewTrivy } from './trivy-view.ts';
export { itemSeverities } from './types.ts';
export type {
  InstalledPackage,
  ItemKind,
  ItemSeverity,
  PlatformScan,
  ReportItem,
  ScanReason,
  ScanReport,
  ScanResult,
  TrivyView,
} from './types.ts';
