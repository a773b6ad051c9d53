import type { Severity } from './types.ts';

const names: ReadonlyMap<string, Severity> = new Map<string, Severity>([
  ['critical', 'critical'],
  ['high', 'high'],
  ['important', 'high'],
  ['medium', 'medium'],
  ['moderate', 'medium'],
  ['low', 'low'],
  ['negligible', 'negligible'],
  ['none', 'negligible'],
  ['info', 'negligible'],
  ['informational', 'negligible'],
]);

const ranks: Readonly<Record<Severity, number>> = {
  unknown: -1,
  negligible: 0,
  low: 1,
  medium: 2,
  high: 3,
  critical: 4,
};

/** A severity in any case; every word that is not known is `unknown`. */
export function parseSeverity(text: string | null | undefined): Severity {
  if (typeof text !== 'string') return 'unknown';
  return names.get(text) ?? names.get(text.trim().toLowerCase()) ?? 'unknown';
}

/** The qualitative scale of CVSS 3.1, section 5. */
export function severityOfScore(score: number): Severity {
  if (!(score >= 0 && score <= 10)) return 'unknown';
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return score > 0 ? 'low' : 'negligible';
}

/** 0 for negligible to 4 for critical; -1 for unknown. */
export function rankOf(severity: Severity): number {
  return ranks[severity];
}

/** The worst of some severities; unknown when there is none or all are unknown. */
export function findWorst(severities: readonly Severity[]): Severity {
  return severities.reduce<Severity>(
    (worst, severity) => (rankOf(severity) > rankOf(worst) ? severity : worst),
    'unknown',
  );
}
