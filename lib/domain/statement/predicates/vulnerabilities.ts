import * as v from 'valibot';
import type { Json } from '../../../base/canonical-json.ts';
import { instant, text } from './fields.ts';

/** A vulnerability as a scanner reported it; `score` is a CVSS score or a severity, as the method says. */
export interface ReportedVulnerability {
  readonly id: string;
  readonly severity: readonly { readonly method: string; readonly score: string }[];
}

/** What a scanner found in one platform of an image. */
export interface Vulnerabilities {
  readonly scanner: { readonly uri: string; readonly version: string };
  readonly database: { readonly uri: string; readonly version: string; readonly lastUpdate: string };
  readonly result: readonly ReportedVulnerability[];
  /** RFC 3339. */
  readonly startedAt: string;
  readonly finishedAt: string;
}

const maxFindings = 200_000;

const finding = v.object({
  id: text,
  severity: v.pipe(v.array(v.object({ method: text, score: text })), v.maxLength(16)),
});

/** https://github.com/in-toto/attestation/blob/main/spec/predicates/vuln.md */
export const vulnerabilitiesSchema = v.pipe(
  v.object({
    scanner: v.object({
      uri: text,
      version: v.optional(text, ''),
      db: v.object({ uri: v.optional(text, ''), version: v.optional(text, ''), lastUpdate: instant }),
      result: v.pipe(v.array(finding), v.maxLength(maxFindings)),
    }),
    metadata: v.object({ scanStartedOn: instant, scanFinishedOn: instant }),
  }),
  v.transform(({ scanner, metadata }): Vulnerabilities => ({
    scanner: { uri: scanner.uri, version: scanner.version },
    database: scanner.db,
    result: scanner.result,
    startedAt: metadata.scanStartedOn,
    finishedAt: metadata.scanFinishedOn,
  })),
);

/** The predicate of a scan. */
export function buildVulnerabilities({
  scanner,
  database,
  result,
  startedAt,
  finishedAt,
}: Vulnerabilities): Json {
  const { uri, version, lastUpdate } = database;
  return {
    scanner: {
      uri: scanner.uri,
      version: scanner.version,
      db: { uri, version, lastUpdate },
      result: result.map(({ id, severity }) => ({
        id,
        severity: severity.map(({ method, score }) => ({ method, score })),
      })),
    },
    metadata: { scanStartedOn: startedAt, scanFinishedOn: finishedAt },
  };
}
