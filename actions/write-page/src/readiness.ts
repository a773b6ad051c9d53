import { UserError } from '../../../lib/base/errors/index.ts';
import { formatImageReference } from '../../../lib/domain/image/index.ts';
import { findVerdictFailure } from '../../../lib/domain/promotion/index.ts';
import type { Candidate } from './candidate.ts';

/** Why promotion would refuse the image by its verdict, under the same code; undefined when it would not. */
export function explainUnready({
  image,
  verdict,
  refused,
}: Pick<Candidate, 'image' | 'verdict' | 'refused'>): UserError | undefined {
  const subject = formatImageReference(image);
  if (verdict === undefined) {
    const codes = refused.filter(({ about }) => about === 'verdict').map(({ code }) => code);
    const reason = codes.length === 0 ? 'none hangs on it' : `none of them holds: ${codes.join(', ')}`;
    return new UserError('PROMOTION_VERDICT_MISSING', { subject, reason });
  }
  const code = findVerdictFailure(verdict.predicate);
  if (code === undefined) return undefined;
  return new UserError(code, { subject, reason: verdict.predicate.reasons[0] ?? 'it gives no reason' });
}
