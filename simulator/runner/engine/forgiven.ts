import { field } from '../documents/index.ts';
import { evaluateToken, isTruthy } from '../expressions/index.ts';
import type { Leg } from './leg.ts';

/** Whether a failure of this job counts for nothing: `continue-on-error`. */
export function isForgiven({ job, scope }: Leg): boolean {
  return isTruthy(evaluateToken(field(job.document.token, 'continue-on-error'), scope));
}
