import { parseCyclonedx } from './parse-cyclonedx.ts';
import { parseGrype } from './parse-grype.ts';
import { parseSarif } from './parse-sarif.ts';
import { parseTrivy, parseTrivyList } from './parse-trivy.ts';
import type { Report, ReportProblemCode } from './types.ts';

/** The largest report that is read; a text of more would not fit a string of V8 with room to work. */
export const maxReportCharacters = 400 * 1024 * 1024;

/**
 * Reads a report of any format that is known; never throws. What cannot be believed stands in `problems`, and what
 * could be read beside it in `findings`.
 */
export function parseReport(text: string): Report {
  if (text.length > maxReportCharacters) {
    return refuse('REPORT_TOO_LARGE', `it is longer than ${maxReportCharacters} characters`);
  }
  if (text.trim() === '') return refuse('REPORT_EMPTY', 'the file is empty');
  try {
    return readDocument(JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const place = /\(line \d+ column \d+\)/.exec(error.message)?.[0] ?? '(at its end)';
    return refuse('REPORT_NOT_JSON', `it is no JSON, or was cut short ${place}`);
  }
}

/** A report in which nothing could be read. */
export function refuse(code: ReportProblemCode, detail: string): Report {
  return {
    format: undefined,
    scanner: { name: '', version: '' },
    ...{ scannedAt: undefined, databaseBuiltAt: undefined, os: { kind: 'unsaid' }, packages: 'unsaid' },
    ...{ components: [], imageId: undefined, digests: [], imageName: '', findings: [] },
    problems: [{ code, path: '', detail }],
  };
}

function readDocument(document: unknown): Report {
  if (document === null) return refuse('REPORT_EMPTY', 'the document is null: the scan had no result');
  if (Array.isArray(document)) return readList(document);
  if (typeof document !== 'object') return refuse('REPORT_FOREIGN', 'the document is no object');
  if ('SchemaVersion' in document) return readTrivy(document, document.SchemaVersion);
  return readOther(document);
}

function readOther(document: object): Report {
  if ('bomFormat' in document && document.bomFormat === 'CycloneDX') return parseCyclonedx(document);
  if ('runs' in document && 'version' in document) return parseSarif(document);
  if ('matches' in document && 'descriptor' in document) return parseGrype(document);
  return refuse('REPORT_FOREIGN', 'it is neither Trivy JSON, SARIF, CycloneDX nor Grype JSON');
}

function readTrivy(document: object, version: unknown): Report {
  if (version === 2) return parseTrivy(document);
  // Not every value can be rendered: one that is nested deeply ends in a full stack.
  const name = typeof version === 'number' || typeof version === 'string' ? `${version}`.slice(0, 20) : '?';
  return refuse('REPORT_VERSION', `SchemaVersion ${name} of Trivy’s report is not known`);
}

function readList(list: readonly unknown[]): Report {
  const isTrivy = list.every((item) => typeof item === 'object' && item !== null && 'Target' in item);
  if (list.length === 0) return refuse('REPORT_EMPTY', 'the list is empty: nothing was scanned');
  return isTrivy ? parseTrivyList(list) : refuse('REPORT_FOREIGN', 'a list that is no report of Trivy');
}
