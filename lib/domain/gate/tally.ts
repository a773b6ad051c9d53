import type { Finding } from '../findings/index.ts';
import { describe } from './describe.ts';
import { judgeFinding } from './judge-finding.ts';
import type { Bench, Judgement } from './judge-finding.ts';
import { fail, note, unknown } from './reasons.ts';
import type { Counts, Note, Reason } from './decision.ts';

/** What all findings together come to. */
export interface Tally {
  readonly reasons: readonly Reason[];
  readonly notes: readonly Note[];
  readonly counts: Counts;
  /** Digests of the VEX documents that cleared something. */
  readonly vexDigests: readonly string[];
}

/** Judges every finding once. */
export function tally(findings: readonly Finding[], bench: Bench): Tally {
  const reasons: Reason[] = [];
  const notes: Note[] = [];
  const vexDigests = new Set<string>();
  const counts = new Map<Judgement['effect'], number>();
  for (const finding of findings) {
    const judgement = judgeFinding(finding, bench);
    counts.set(judgement.effect, (counts.get(judgement.effect) ?? 0) + 1);
    if (judgement.vexDigest !== undefined) vexDigests.add(judgement.vexDigest);
    if (judgement.effect === 'below-threshold') continue;
    reasons.push(...listReasons(finding, judgement));
    if (!isBlocking(judgement)) notes.push(toNote(finding, judgement));
  }
  return { reasons, notes, counts: toCounts(findings.length, counts), vexDigests: [...vexDigests] };
}

function isBlocking({ effect }: Judgement): boolean {
  return effect === 'fail' || effect === 'indeterminate';
}

function listReasons(finding: Finding, judgement: Judgement): readonly Reason[] {
  if (!isBlocking(judgement)) return [];
  const { subject, detail, clears } = describe(finding, judgement);
  const { rule, by } = judgement;
  const words = { detail, clears, by };
  const own = judgement.effect === 'fail' ? fail(rule, subject, words) : unknown(rule, subject, words);
  if (!judgement.isContradicted) return [own];
  const disagreement = {
    detail: 'VEX statements about this finding disagree',
    clears: 'correct the VEX documents',
  };
  return [own, unknown('vex-contradictory', subject, disagreement)];
}

function toNote(finding: Finding, judgement: Judgement): Note {
  const { subject, detail } = describe(finding, judgement);
  return note(judgement.rule, subject, detail, judgement.by);
}

function toCounts(findings: number, counts: ReadonlyMap<Judgement['effect'], number>): Counts {
  const count = (effect: Judgement['effect']): number => counts.get(effect) ?? 0;
  return {
    findings,
    blocking: count('fail'),
    unknown: count('indeterminate'),
    waived: count('waived'),
    vex: count('vex'),
    grace: count('grace'),
    tolerated: count('tolerated'),
    belowThreshold: count('below-threshold'),
  };
}
