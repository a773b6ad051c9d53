import { findEarliest, parsePurl, rankOf } from '../findings/index.ts';
import type { Finding } from '../findings/index.ts';
import type { Rule } from './decision.ts';
import type { Facts } from './facts.ts';
import { judgeLicence } from './licences.ts';
import type { EnvironmentPolicy, Policy, Threshold, ThresholdClass, Waiver } from './policy.ts';
import { askVex } from './vex-index.ts';
import type { VexIndex } from './vex-index.ts';
import { findWaiver } from './waivers.ts';
import type { WaiverBook } from './waivers.ts';

const day = 86_400_000;
const vulnerable: ReadonlySet<string> = new Set(['os', 'library', 'other']);
const thresholdClasses = ['os', 'library', 'secret', 'misconfig', 'licence', 'eol'] as const;

/** Everything that findings are judged by, made once a decision. */
export interface Bench {
  readonly policy: Policy;
  readonly environment: EnvironmentPolicy;
  readonly facts: Facts;
  readonly now: number;
  readonly vex: VexIndex;
  readonly waivers: WaiverBook;
  /** Package names with version of what is known to run; undefined stands for those that cannot be read. */
  readonly running: ReadonlySet<string | undefined>;
  /** The threshold of each class as a rank; infinite for a class that is switched off. */
  readonly ranks: ReadonlyMap<string, number>;
}

/** What became of one finding. */
export interface Judgement {
  readonly effect: 'fail' | 'indeterminate' | 'waived' | 'vex' | 'grace' | 'tolerated' | 'below-threshold';
  readonly rule: Rule;
  /** More about it than the rule says, e.g. the waiver or the VEX document. */
  readonly detail: string;
  readonly by: number | undefined;
  /** Set when two VEX statements disagree about it. */
  readonly isContradicted: boolean;
  readonly waiver: Waiver | undefined;
  /** The digest of the VEX document that cleared it. */
  readonly vexDigest: string | undefined;
}

/** Judges one finding; no other finding has a part in it. */
export function judgeFinding(finding: Finding, bench: Bench): Judgement {
  const plain = judgePlainly(finding, bench);
  if (plain.effect !== 'fail' && plain.effect !== 'indeterminate') return plain;
  const waiver = findWaiver(finding, bench.waivers);
  if (waiver !== undefined) return { ...make('waived', 'waiver', waiver.id, waiver.expires), waiver };
  // Two people stand behind a waiver and one author behind a VEX document: known exploitation needs two.
  if (plain.rule === 'kev' || !vulnerable.has(finding.class)) return plain;
  const answer = askVex(finding, bench.facts, bench.vex);
  if (answer.kind === 'contradictory') return { ...plain, isContradicted: true };
  if (answer.kind !== 'clears') return plain;
  return { ...make('vex', 'vex', `${answer.name}: ${answer.why}`), vexDigest: answer.digest };
}

/** The thresholds of an environment as ranks; `other` has the strictest of all. */
export function rankThresholds({ block }: EnvironmentPolicy): ReadonlyMap<string, number> {
  const ranks = thresholdClasses.map((name: ThresholdClass) => [name, rankThreshold(block[name])] as const);
  return new Map<string, number>([...ranks, ['other', Math.min(...ranks.map(([, rank]) => rank))]]);
}

/** How a package is written in the list of what runs. */
export function renderPackage(purl: string): string | undefined {
  const name = parsePurl(purl);
  return name === undefined ? undefined : `${name.base}@${name.version ?? ''}`;
}

function rankThreshold(threshold: Threshold): number {
  if (threshold === 'none') return Number.POSITIVE_INFINITY;
  return threshold === 'any' ? 0 : rankOf(threshold);
}

function judgePlainly(finding: Finding, bench: Bench): Judgement {
  if (vulnerable.has(finding.class)) {
    if (isExploited(finding, bench.facts)) return make('fail', 'kev');
    const isLikely = isLikelyExploited(finding, bench);
    return judgeSeverity(finding, bench, isLikely) ?? judgeVulnerability(finding, bench, isLikely);
  }
  if (finding.class === 'licence') {
    const listed = judgeLicence(finding.id, bench.policy.licences);
    if (listed === 'denied') return make('fail', 'licence-denied');
    if (listed === 'allowed') return make('tolerated', 'licence-allowed');
  }
  const rule = finding.class === 'eol' ? 'end-of-life' : 'severity';
  return judgeSeverity(finding, bench, false) ?? make('fail', rule);
}

/** What severity and threshold alone decide; undefined when the finding stands over its threshold. */
function judgeSeverity(finding: Finding, bench: Bench, isLikely: boolean): Judgement | undefined {
  const threshold = bench.ranks.get(finding.class) ?? 0;
  if (threshold === Number.POSITIVE_INFINITY) return make('below-threshold', 'below-threshold');
  if (isLikely) return undefined;
  const rank = rankOf(finding.severity);
  if (rank < 0) return make('indeterminate', 'severity-unknown');
  return rank < threshold ? make('below-threshold', 'below-threshold') : undefined;
}

function judgeVulnerability(finding: Finding, bench: Bench, isLikely: boolean): Judgement {
  const { environment } = bench;
  // An unknown severity that got this far is blocked by its likelihood, which no leniency knows how to weigh.
  if (finding.severity === 'unknown') return make('fail', 'epss');
  if (isUnfixed(finding, environment)) {
    return make('tolerated', 'unfixed', finding.fix.state);
  }
  const isRunning = runsAlready(finding, bench);
  if (isRunning && environment.tolerateIfRunning.has(finding.severity)) {
    return make('tolerated', 'running-already');
  }
  if (isLikely) return make('fail', 'epss');
  const isNew = !isRunning && environment.noGraceIfNew.has(finding.severity);
  const until = findGraceEnd(finding, bench);
  if (!isNew && until !== undefined && bench.now < until) return make('grace', 'grace', '', until);
  return make('fail', 'severity', '', until);
}

// A report that names a version with the fix is not believed when it says that there is none.
function isUnfixed({ fix }: Finding, { tolerateUnfixed }: EnvironmentPolicy): boolean {
  return fix.version === undefined && tolerateUnfixed.has(fix.state);
}

/** When the grace of a finding ends; undefined when there is none. */
function findGraceEnd(finding: Finding, { environment, facts, now }: Bench): number | undefined {
  const days = environment.grace[finding.severity] ?? 0;
  const start = finding.fix.date ?? findFirstSight(finding, facts);
  // A date in the future would give grace that nobody granted.
  if (days === 0 || start === undefined || !(start <= now + environment.freshness.skew)) return undefined;
  return start + days * day;
}

function findFirstSight(finding: Finding, facts: Facts): number | undefined {
  const seen = [finding.id, ...finding.aliases].map((id) => facts.firstSeen?.value.get(id.toUpperCase()));
  return findEarliest([finding.publishedAt, ...seen]);
}

function runsAlready(finding: Finding, { running }: Bench): boolean {
  const name = finding.package?.purl === undefined ? undefined : renderPackage(finding.package.purl);
  return name !== undefined && running.has(name);
}

function isExploited(finding: Finding, { kev }: Facts): boolean {
  if (kev === undefined) return false;
  if (kev.value.ids.has(finding.id.toUpperCase())) return true;
  return finding.aliases.some((alias) => kev.value.ids.has(alias.toUpperCase()));
}

function isLikelyExploited(finding: Finding, { facts, environment }: Bench): boolean {
  const scores = facts.epss?.value.scores;
  if (scores === undefined) return false;
  return [finding.id, ...finding.aliases].some(
    (id) => (scores.get(id.toUpperCase()) ?? -1) >= environment.epss,
  );
}

function make(effect: Judgement['effect'], rule: Rule, detail = '', by?: number): Judgement {
  return { effect, rule, detail, by, isContradicted: false, waiver: undefined, vexDigest: undefined };
}
