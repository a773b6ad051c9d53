import { readFile, rm, stat } from 'node:fs/promises';
import { CodedError } from '../../base/errors/index.ts';
import { findErrorCode } from '../../base/error-code.ts';
import { parseReport } from '../../domain/findings/index.ts';
import { viewTrivy } from '../../domain/report/index.ts';
import type { ScanReason, TrivyView } from '../../domain/report/index.ts';
import type { TrivyScanner } from './arguments.ts';
import type { Scanner } from './scanner.ts';

/**
 * An OCI layout with one image, which the report must name by the digest of its configuration; or an SBOM of it, whose
 * report may name no image (Trivy of 2023) and no other (0.76 repeats what the SBOM says): what it is of, the caller says.
 */
export interface ExamineTarget {
  readonly kind: 'layout' | 'sbom';
  readonly path: string;
  /** Digest of the image's configuration. */
  readonly imageId: string;
}

/** What is examined, and how. */
export interface ExamineOrder {
  readonly target: ExamineTarget;
  /** For the reasons: what a person knows the image by. */
  readonly subject: string;
  /** What stands in the report instead of the target's path, which says nothing to a reader. */
  readonly name: string;
  readonly scanners: readonly TrivyScanner[];
  readonly cacheFolder: string;
  readonly reportFile: string;
  readonly timeoutMs: number;
}

/** What came of it; with reasons the view may be missing and is not to be believed. */
export interface Examination {
  readonly view: TrivyView | undefined;
  /** The report as JSON, without what secrets look like. */
  readonly text: string | undefined;
  readonly document: unknown;
  readonly reasons: readonly ScanReason[];
}

/** A report of more is not read; the largest real ones have some ten megabytes. */
const maxReportBytes = 256 * 1024 * 1024;

/** Runs Trivy on one image or SBOM and reads its report; what goes wrong becomes reasons, only a cancellation throws. */
export async function examine(order: ExamineOrder, scanner: Scanner): Promise<Examination> {
  const { subject } = order;
  await rm(order.reportFile, { force: true });
  try {
    await scanner.trivy.scan(order);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return refuse({ code: error.code, subject, reason: error.reason });
  }
  const text = await readBounded(order.reportFile);
  if (text === undefined) {
    return refuse({ code: 'SCAN_REPORT_MALFORMED', subject, reason: 'there is none, or it is too large' });
  }
  return readExamination(text, order, scanner);
}

/** Reads a report and holds it against what was asked for. */
function readExamination(
  raw: string,
  order: Pick<ExamineOrder, 'subject' | 'name' | 'target'>,
  { version }: Pick<Scanner, 'version'>,
): Examination {
  const { subject, target } = order;
  const text = cleanReport(raw, order);
  const viewed = viewTrivy(text);
  if (!viewed.ok) {
    const reason = viewed.problems.slice(0, 3).join('; ');
    return refuse({ code: 'SCAN_REPORT_MALFORMED', subject, reason });
  }
  const view = viewed.value;
  // The reader of the gate looks closer; what it cannot believe is not complete here either.
  const problems = parseReport(text).problems.map(({ code, path, detail }) => ({
    ...{ code, subject, reason: path === '' ? detail : `${path}: ${detail}` },
  }));
  const document: unknown = JSON.parse(text);
  return { view, text, document, reasons: [...judgeOrigin(view, { subject, target, version }), ...problems] };
}

// What a secret looks like is not carried further. Text that is no JSON is for the readers to refuse.
function cleanReport(raw: string, { target, name }: Pick<ExamineOrder, 'target' | 'name'>): string {
  const clean = (key: string, value: unknown): unknown => {
    if (key === 'Secrets' && Array.isArray(value)) return value.map(dropContent);
    return typeof value === 'string' && value.startsWith(target.path)
      ? value.replace(target.path, name)
      : value;
  };
  try {
    return JSON.stringify(JSON.parse(raw), clean);
  } catch (error) {
    if (error instanceof SyntaxError) return raw;
    throw error;
  }
}

function dropContent(secret: unknown): unknown {
  if (typeof secret !== 'object' || secret === null) return secret;
  return { ...secret, Match: undefined, Code: undefined };
}

function judgeOrigin(
  { imageId, scannerVersion }: TrivyView,
  expected: Pick<ExamineOrder, 'subject' | 'target'> & { readonly version: string },
): readonly ScanReason[] {
  const { subject, target, version } = expected;
  const code = 'SCAN_REPORT_MISMATCH';
  const reasons: ScanReason[] = [];
  const isNameless = target.kind === 'sbom' && imageId === undefined;
  if (!isNameless && imageId !== target.imageId) {
    reasons.push({ code, subject, reason: `its ImageID is ${imageId ?? 'absent'}, not ${target.imageId}` });
  }
  // Builds before 0.50 do not say their version; a later one that does not is not what it claims to be.
  if (scannerVersion !== (version === 'dev' ? undefined : version)) {
    reasons.push({ code, subject, reason: `it is of Trivy ${scannerVersion ?? 'unnamed'}, not ${version}` });
  }
  return reasons;
}

async function readBounded(file: string): Promise<string | undefined> {
  try {
    const { size } = await stat(file);
    return size > maxReportBytes ? undefined : await readFile(file, 'utf8');
  } catch (error) {
    if (findErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function refuse(reason: ScanReason): Examination {
  return { view: undefined, text: undefined, document: undefined, reasons: [reason] };
}
