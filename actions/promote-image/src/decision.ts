import { UserError } from '../../../lib/base/errors/index.ts';
import type { ErrorCode } from '../../../lib/base/errors/index.ts';
import type { Log } from '../../../lib/base/log.ts';
import { gatherEvidence } from '../../../lib/domain/evidence/index.ts';
import type { EvidencePorts, EvidenceRequest } from '../../../lib/domain/evidence/index.ts';
import { decide } from '../../../lib/domain/gate/index.ts';
import type { Decision, Facts, Occasion, Reason } from '../../../lib/domain/gate/index.ts';
import { formatImageReference } from '../../../lib/domain/image/index.ts';

/** A decision that lets the image through, and the facts it was made from. */
export interface Passed {
  readonly decision: Decision;
  readonly facts: Facts;
}

/** Where a decision comes from, and who hears of it. */
export interface Hearing extends Occasion {
  readonly ports: EvidencePorts;
  readonly log: Log;
}

/** Decides for production on everything as it is now; throws PROMOTION_* codes unless the image passes. */
export async function decideNow(
  request: EvidenceRequest,
  { ports, log, isBreakGlass }: Hearing,
): Promise<Passed> {
  const { facts } = await gatherEvidence(request, ports);
  const decision = decide(request.rules.policy, facts, request.now, { isBreakGlass });
  const { findings, waived, vex, grace } = decision.counts;
  log.info(`${decision.outcome}: ${findings} findings, ${waived} waived, ${vex} by VEX, ${grace} in grace`);
  for (const note of decision.notes) log.info(`${note.rule}: ${note.subject}: ${note.detail}`);
  if (decision.outcome === 'pass') return { decision, facts };
  throw refuse(decision, formatImageReference(request.image));
}

const shownReasons = 10;

function refuse(decision: Decision, subject: string): UserError {
  const { reasons } = decision;
  const shown = reasons.slice(0, shownReasons).map(renderReason);
  const rest = reasons.length > shownReasons ? [`and ${reasons.length - shownReasons} more`] : [];
  return new UserError(chooseCode(decision), { subject, reason: [...shown, ...rest].join('; ') });
}

// What a person must do differs most between these; the reason lists all in any case.
function chooseCode({ outcome, reasons }: Decision): ErrorCode {
  if (reasons.some(({ rule }) => rule === 'waiver-unapproved')) return 'PROMOTION_WAIVER_UNAPPROVED';
  if (reasons.some(({ rule }) => rule === 'waiver-too-long')) return 'PROMOTION_WAIVER_TOO_LONG';
  if (reasons.some(({ outcome: each, rule }) => each === 'fail' && rule !== 'provenance-builder'))
    return 'PROMOTION_DECISION_FAILED';
  if (reasons.some(isAboutProvenance)) return 'PROMOTION_PROVENANCE_MISSING';
  return outcome === 'fail' ? 'PROMOTION_DECISION_FAILED' : 'PROMOTION_DECISION_INDETERMINATE';
}

function isAboutProvenance({ rule, subject }: Reason): boolean {
  const isMissing = rule === 'fact-missing' && subject === 'provenance';
  return isMissing || rule === 'provenance-builder' || rule === 'provenance-subject';
}

function renderReason({ rule, subject, detail, clears }: Reason): string {
  return `${rule}: ${subject}: ${detail}; ${clears}`;
}
