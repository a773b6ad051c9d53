import type * as v from 'valibot';
import { buildPurl } from './purl.ts';
import type { sarifResultSchema, sarifRuleSchema } from './sarif.schema.ts';
import { findWorst, parseSeverity, rankOf, severityOfScore } from './severity.ts';
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

const noResult: SarifResult = { ruleId: '', level: '', kind: '', baselineState: '' };

const ruleClasses: ReadonlyMap<string, FindingClass> = new Map<string, FindingClass>([
  ['ospackagevulnerability', 'os'],
  ['languagespecificpackagevulnerability', 'library'],
  ['misconfiguration', 'misconfig'],
  ['secret', 'secret'],
  ['license', 'licence'],
]);

/** Class and severity of a result: the worst of `security-severity` and tags, as GitHub reads them, else the level. */
export function judgeSarifResult(
  id: string,
  result: SarifResult,
  rule: SarifRule | undefined,
): Pick<Finding, 'class' | 'severity' | 'severitySource'> {
  return { class: findClass(id, rule), ...rate(result, rule) };
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

function rate(
  result: SarifResult,
  rule: SarifRule | undefined,
): Pick<Finding, 'severity' | 'severitySource'> {
  const scores = [result.properties, rule?.properties].map((bag) => bag?.['security-severity']);
  const severities = scores.filter((score) => score !== undefined).map(readScore);
  // A score that cannot be read makes the severity unknown, whatever the other says.
  const isUnknown = severities.includes('unknown') || isUnrated(severities, rule);
  if (isUnknown) return { severity: 'unknown', severitySource: 'cvss' };
  const [scored, tagged] = [findWorst(severities), findWorst(listTags(rule).map(parseSeverity))];
  if (rankOf(scored) > rankOf(tagged)) return { severity: scored, severitySource: 'cvss' };
  if (tagged !== 'unknown') return { severity: tagged, severitySource: 'tag' };
  return { severity: readLevel(result, rule), severitySource: 'level' };
}

function readLevel(result: SarifResult, rule: SarifRule | undefined): Severity {
  const level = result.level || rule?.defaultConfiguration?.level || 'warning';
  return levels.get(level.toLowerCase()) ?? 'unknown';
}

/** Whether two rules rate what they find alike. */
export function isSameRating(one: SarifRule, other: SarifRule): boolean {
  const [first, second] = [one, other].map((rule) => {
    const { severity, class: kind } = judgeSarifResult(rule.id, noResult, rule);
    return `${kind} ${severity}`;
  });
  return first === second;
}

// Trivy's SARIF gives 0.0 to what nobody rated, and says UNKNOWN in a tag (pkg/report/sarif.go).
function isUnrated(severities: readonly Severity[], rule: SarifRule | undefined): boolean {
  const isWorthNothing = severities.every((severity) => severity === 'negligible');
  return isWorthNothing && listTags(rule).some((tag) => tag.trim().toLowerCase() === 'unknown');
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
