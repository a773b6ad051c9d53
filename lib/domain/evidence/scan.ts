import * as v from 'valibot';
import { checkJson } from '../../base/schema.ts';
import { findTime, maxReportCharacters, parseReport } from '../findings/index.ts';
import type { Report, ReportProblem } from '../findings/index.ts';
import type { Input, InputKind, Sourced } from '../gate/index.ts';
import { computeDigest } from '../image/index.ts';
import type { Digest } from '../image/index.ts';
import {
  explainUncovered,
  parseScanReport,
  renderCanonical,
  renderReason,
  viewTrivy,
} from '../report/index.ts';
import type { PlatformScan, ScanReport } from '../report/index.ts';
import type { ImagePlatform, ReportEvidence, ScanEvidence } from './types.ts';

/** What is known of a scan beside its report. */
export interface ScanContext {
  readonly digest: Digest;
  /** When the database was built, for a foreign report that does not say. */
  readonly databaseDate?: string | undefined;
  /** The SBOMs that would be signed with the report of scan-image, by platform manifest. */
  readonly sboms?: ReadonlyMap<Digest, unknown> | undefined;
}

const oursSchema = v.object({ kind: v.literal('lazaret-scan') });

/** Reads what a scan brings: the report of scan-image, or any scanner's own. Never throws: doubts are carried on. */
export function readScanEvidence(file: ReportEvidence, context: ScanContext): ScanEvidence {
  const isOurs = file.text.length <= maxReportCharacters && checkJson(oursSchema, file.text).ok;
  return isOurs ? readOurs(file, context) : readForeign(file, context);
}

function readOurs(file: ReportEvidence, { digest, sboms }: ScanContext): ScanEvidence {
  const parsed = parseScanReport(file.text);
  if (!parsed.ok) {
    const doubts = [`it is no report of scan-image: ${parsed.problems.slice(0, 3).join('; ')}`];
    return { reports: [{ ...file, doubts }], ...nothing };
  }
  const report = parsed.value;
  const doubts = [
    ...report.reasons.map(renderReason),
    ...(report.digest === digest ? [] : [`it is about ${report.digest}`]),
  ];
  return {
    reports: report.platforms.map((each) => toEvidence(each, { name: file.name, doubts, sboms })),
    database: source('database', 'database', {
      ...{ digest: report.database.digest, value: Date.parse(report.database.updatedAt) },
    }),
    scannedAt: source('scan-time', 'scan-time', {
      ...{ digest: computeDigest(report.finishedAt), value: Date.parse(report.finishedAt) },
    }),
    selfTest: readSelfTest(report),
  };
}

const nothing = { database: undefined, scannedAt: undefined, selfTest: undefined } as const;

interface Around extends Pick<ScanContext, 'sboms'> {
  readonly name: string;
  readonly doubts: readonly string[];
}

function toEvidence(scan: PlatformScan, { name, doubts, sboms }: Around): ReportEvidence {
  // A platform that has no report must not be left out unseen: an empty one is refused by its reader.
  const text = renderReport(scan.report);
  const sbom = sboms?.get(scan.manifest);
  return {
    name: `${name} ${scan.platform}`,
    text,
    doubts: [
      ...doubts,
      ...scan.reasons.map(renderReason),
      ...(sbom === undefined ? [] : compareSbom(text, sbom)),
    ],
  };
}

// A report that a hijacked scanner nested so deeply that it fills the stack is no report either.
function renderReport(report: unknown): string {
  try {
    return report === undefined ? '' : JSON.stringify(report);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return '';
  }
}

// Promotion scans the SBOM alone, so what it lacks would never be found again.
function compareSbom(report: string, sbom: unknown): readonly string[] {
  const view = viewTrivy(report);
  if (!view.ok) return ['it cannot be compared with its SBOM'];
  const reason = explainUncovered(view.value, sbom);
  return reason === undefined ? [] : [reason];
}

function readSelfTest({ scanner, database, selfTest }: ScanReport): ScanEvidence['selfTest'] {
  const digest = computeDigest(renderCanonical({ scanner, database, selfTest }));
  return source('self-test', 'self-test', { digest, value: { passed: selfTest === 'passed' } });
}

function readForeign(file: ReportEvidence, { databaseDate }: ScanContext): ScanEvidence {
  const given = databaseDate ?? toTime(parseReport(file.text).databaseBuiltAt);
  const value = findTime(given);
  const database =
    given === undefined || value === undefined
      ? undefined
      : source('database', 'database', { digest: computeDigest(given), value });
  return { reports: [file], ...nothing, database };
}

function toTime(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : new Date(ms).toISOString();
}

/** The reports as facts; one that a statement binds to a platform gets that platform's image id. */
export function readReports(
  reports: readonly ReportEvidence[],
  platforms: readonly ImagePlatform[],
): readonly Sourced<Report>[] {
  return reports.map(({ name, text, manifest, doubts }) => {
    const report = parseReport(text);
    const bound = platforms.find((platform) => platform.manifest.digest === manifest)?.config;
    // A report on an SBOM names no image; what its file claims beside the statement does not count.
    const imageId = manifest === undefined ? report.imageId : bound;
    // Not the file's name: a later scan of the same platform stands in the same place.
    const platform = platforms.find(({ config }) => config === imageId)?.platform ?? name;
    const problems = (doubts ?? []).map((detail): ReportProblem => ({
      code: 'REPORT_INCOMPLETE',
      path: '',
      detail,
    }));
    return {
      input: { kind: 'report', name: platform, digest: computeDigest(text) },
      value: { ...report, imageId, problems: [...report.problems, ...problems] },
    };
  });
}

/** A fact under the digest of where it comes from. */
export function source<T>(
  kind: InputKind,
  name: string,
  { digest, value }: { readonly digest: Digest; readonly value: T },
): Sourced<T> {
  const input: Input = { kind, name, digest };
  return { input, value };
}
