import type * as v from 'valibot';
import { buildPurl } from './purl.ts';
import type { sarifResultSchema, sarifRuleSchema } from './schema.ts';
import { findWorst, parseSeverity, severityOfScore } from './severity.ts';
import type { Finding, FindingClass, Severity } from './types.ts';

/** A result of a SARIF run. */
export type SarifResult = v.InferOutput<typeof sarifResultSchema>;
/** The rule that a result is of. */
export type SarifRule = v.InferOutput<typeof sarifRuleSchema>;

// SARIF has no severities, only levels, and producers write `error` for critical as for high: the worst is taken.
const levels: ReadonlyMap<string, Severity> = new Map<string, Severity>([
  ['error', 'critical'],
  ['warning', 'medium'],
  ['note', 'low'],
  ['none', 'negligible'],
]);

const ruleClasses: ReadonlyMap<string, FindingClass> = new Map<string, FindingClass>([
  ['ospackagevulnerability', 'os'],
  ['languagespecificpackagevulnerability', 'library'],
  ['misconfiguration', 'misconfig'],
  ['secret', 'secret'],
  ['license', 'licence'],
]);

/** Class and severity of a result: `security-severity` as GitHub reads it, else the level. */
export function judgeSarifResult(
  id: string,
  result: SarifResult,
  rule: SarifRule | undefined,
): Pick<Finding, 'class' | 'severity' | 'severitySource'> {
  const kind = findClass(id, rule);
  const scores = [result.properties, rule?.properties].map((bag) => bag?.['security-severity']);
  const severities = scores.filter((score) => score !== undefined).map(readScore);
  if (severities.length > 0) {
    // A score that cannot be read makes the severity unknown, whatever the other says.
    const isUnknown = severities.includes('unknown');
    return { class: kind, severity: isUnknown ? 'unknown' : findWorst(severities), severitySource: 'cvss' };
  }
  const tagged = findWorst(listTags(rule).map(parseSeverity));
  if (tagged !== 'unknown') return { class: kind, severity: tagged, severitySource: 'tag' };
  const level = result.level || rule?.defaultConfiguration?.level || 'warning';
  return { class: kind, severity: levels.get(level) ?? 'unknown', severitySource: 'level' };
}

/** Package and fix as Trivy writes them into the message of a result; for any other text nothing. */
export function readTrivyMessage(text: string, kind: FindingClass): Pick<Finding, 'package' | 'fix'> {
  const name = findLine(text, 'Package');
  const fixed = findLine(text, 'Fixed Version');
  const version = findLine(text, 'Installed Version');
  const none = { state: 'unknown', version: undefined, date: undefined } as const;
  if (name === '') return { package: undefined, fix: none };
  const purl = kind === 'library' ? undefined : buildPurl(findLine(text, 'Type'), name, version);
  if (fixed === '') return { package: { name, version, purl }, fix: { ...none, state: 'affected' } };
  return { package: { name, version, purl }, fix: { ...none, state: 'fixed', version: fixed } };
}

function findLine(text: string, label: string): string {
  const line = text.split('\n', 12).find((candidate) => candidate.startsWith(`${label}: `));
  return line?.slice(label.length + 2).trim() ?? '';
}

function readScore(value: unknown): Severity {
  if (typeof value === 'number') return severityOfScore(value);
  return typeof value === 'string' && value.trim() !== '' ? severityOfScore(Number(value)) : 'unknown';
}

function findClass(id: string, rule: SarifRule | undefined): FindingClass {
  const named = ruleClasses.get(rule?.name.toLowerCase() ?? '');
  if (named !== undefined) return named;
  const tags = listTags(rule).map((tag) => tag.toLowerCase());
  const tagged = tags.map((tag) => ruleClasses.get(tag)).find((found) => found !== undefined);
  if (tagged !== undefined) return tagged;
  return /^(CVE|GHSA|OSV|RUSTSEC|PYSEC|GO)-/i.test(id) ? 'library' : 'other';
}

function listTags(rule: SarifRule | undefined): readonly string[] {
  const tags: unknown = rule?.properties?.['tags'];
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
}
