import { isPackageIn, parsePurl } from '../findings/index.ts';
import type { Finding } from '../findings/index.ts';
import type { Note, Reason } from './decision.ts';
import type { Facts } from './facts.ts';
import type { Policy, Waiver } from './policy.ts';
import { fail, note, unknown } from './reasons.ts';
import { listSynonyms } from './synonyms.ts';

/** The waivers that could hold for this image, and what became of each. */
export interface WaiverBook {
  readonly byFinding: ReadonlyMap<string, readonly Waiver[]>;
  readonly states: ReadonlyMap<Waiver, WaiverState>;
  /** Filled while findings are judged. */
  readonly matched: Set<Waiver>;
  /** Those of the matched that a finding would have needed, because no valid one was there. */
  readonly missed: Set<Waiver>;
}

type WaiverState = 'valid' | 'expired' | 'early' | 'unapproved' | 'too-long';

interface Moment {
  readonly now: number;
  /** How far a clock may be off. */
  readonly skew: number;
  readonly isBreakGlass: boolean;
}

const hour = 3_600_000;
/** How long a waiver may live, from its creation to its end, that an emergency stands on. */
const maxBreakGlassHours = 24;

/** Sorts the waivers whose scope takes this image in. */
export function openWaivers(policy: Policy, facts: Facts, time: Moment): WaiverBook {
  const states = new Map<Waiver, WaiverState>();
  const byFinding = new Map<string, Waiver[]>();
  for (const waiver of policy.waivers) {
    if (waiver.repository !== facts.repository) continue;
    if (waiver.digest !== undefined && waiver.digest !== facts.digest) continue;
    states.set(waiver, judgeWaiver(waiver, facts, time));
    const name = waiver.finding.toUpperCase();
    byFinding.set(name, [...(byFinding.get(name) ?? []), waiver]);
  }
  return { byFinding, states, matched: new Set(), missed: new Set() };
}

/** The waiver that lets a finding through, if there is one; every one that names it is marked as matched. */
export function findWaiver(finding: Finding, book: WaiverBook): Waiver | undefined {
  if (book.byFinding.size === 0) return undefined;
  const matching = listSynonyms(finding)
    .flatMap((name) => book.byFinding.get(name) ?? [])
    .filter((waiver) => isInScope(waiver, finding));
  for (const waiver of matching) book.matched.add(waiver);
  const valid = matching.find((waiver) => book.states.get(waiver) === 'valid');
  if (valid === undefined) for (const waiver of matching) book.missed.add(waiver);
  return valid;
}

/** What must be said of the waivers once all findings are judged. */
export function reviewWaivers(book: WaiverBook): { reasons: readonly Reason[]; notes: readonly Note[] } {
  const reasons: Reason[] = [];
  const notes: Note[] = [];
  for (const [waiver, state] of book.states) {
    const isMatched = book.matched.has(waiver);
    const reason = toReason(waiver, state, { isMatched, isMissed: book.missed.has(waiver) });
    if (reason !== undefined) reasons.push(reason);
    if (!isMatched) notes.push(toNote(waiver));
  }
  return { reasons, notes };
}

function judgeWaiver(waiver: Waiver, facts: Facts, time: Moment): WaiverState {
  if (!(time.now < waiver.expires)) return 'expired';
  if (waiver.created > time.now + time.skew) return 'early';
  if (facts.approvals !== undefined && !facts.approvals.value.has(waiver.id)) return 'unapproved';
  if (time.isBreakGlass && waiver.expires - waiver.created > maxBreakGlassHours * hour) return 'too-long';
  return 'valid';
}

function isInScope(waiver: Waiver, finding: Finding): boolean {
  // The file of a package is that of every package beside it, so those are named by their URL alone.
  if (waiver.path !== undefined) {
    return finding.package?.purl === undefined && waiver.path === finding.location?.path;
  }
  const scope = parsePurl(waiver.package ?? '');
  const installed = parsePurl(finding.package?.purl ?? '');
  if (scope === undefined || installed === undefined) return false;
  return isPackageIn(scope, installed);
}

interface Use {
  readonly isMatched: boolean;
  readonly isMissed: boolean;
}

function toReason(waiver: Waiver, state: WaiverState, { isMatched, isMissed }: Use): Reason | undefined {
  const at = `${waiver.place.file}:${waiver.place.line}`;
  switch (state) {
    case 'valid':
      return undefined;
    case 'expired':
      return unknown('waiver-expired', waiver.id, {
        detail: `${at}: the waiver for ${waiver.finding} has expired`,
        clears: 'remove the waiver, or ask for a new one under a new identifier',
        by: waiver.expires,
      });
    case 'early':
      return unknown('waiver-early', waiver.id, {
        detail: `${at}: the waiver was created in the future`,
        clears: 'correct `created`, or the clock',
        by: waiver.created,
      });
    case 'unapproved':
      if (!isMatched) return undefined;
      return fail('waiver-unapproved', waiver.id, {
        detail: `${at}: ${waiver.approver} was not seen to approve it`,
        clears: `let ${waiver.approver} approve the pull request that brings the waiver in`,
      });
    case 'too-long':
      if (!isMissed) return undefined;
      return fail('waiver-too-long', waiver.id, {
        detail: `${at}: it lives longer than ${maxBreakGlassHours} hours, and this is a break-glass promotion`,
        clears: `bring in one for ${waiver.finding} that ends at most ${maxBreakGlassHours} hours after it was created`,
      });
  }
}

function toNote({ id, finding, place, expires }: Waiver): Note {
  const detail = `${place.file}:${place.line}: no finding needs the waiver for ${finding}`;
  return note('waiver-unused', id, detail, expires);
}
