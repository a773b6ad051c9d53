import { UserError } from '../../../lib/base/errors/index.ts';
import { formatImageReference } from '../../../lib/domain/image/index.ts';
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
  const { result, outcome = 'pass', reasons } = verdict.predicate;
  if (result === 'PASSED' && outcome === 'pass') return undefined;
  const code = outcome === 'indeterminate' ? 'PROMOTION_VERDICT_INDETERMINATE' : 'PROMOTION_VERDICT_FAILED';
  return new UserError(code, { subject, reason: reasons[0] ?? 'it gives no reason' });
}
