import { checkJson } from '../../base/schema.ts';
import type { Checked } from '../../base/schema.ts';
import { renderCanonical } from './canonical.ts';
import { scanReportSchema } from './schema.ts';
import type { ScanReason, ScanReport } from './types.ts';

/** The file `report` of scan-image: canonical JSON. */
export function renderScanReport(report: ScanReport): string {
  return renderCanonical(report);
}

/** Reads that file; a report whose result contradicts its parts is refused. */
export function parseScanReport(text: string): Checked<ScanReport> {
  const checked = checkJson(scanReportSchema, text);
  if (!checked.ok) return checked;
  const value = { ...checked.value, platforms: checked.value.platforms.map(completePlatform) };
  const isBelieved = value.reasons.length === 0 && value.selfTest === 'passed';
  const isWhole = value.platforms.length > 0 && value.platforms.every((each) => each.result === 'complete');
  if ((isBelieved && isWhole) === (value.result === 'complete')) return { ok: true, value };
  return { ok: false, problems: ['result: contradicts the reasons or the platforms'] };
}

function completePlatform<T extends { readonly sbom?: unknown; readonly report?: unknown }>(platform: T) {
  return { ...platform, sbom: platform.sbom, report: platform.report };
}

/** Why a scan cannot be believed, in one line. */
export function renderReason({ code, subject, reason }: ScanReason): string {
  return `${code}: ${subject}: ${reason}`;
}
