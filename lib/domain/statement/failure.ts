import { UserError } from '../../base/errors/index.ts';
import type { ErrorCode } from '../../base/errors/index.ts';

/** Why a statement does not count. */
export type StatementCode = Extract<ErrorCode, `STATEMENT_${string}`>;

/** The answer of a check that may end in a refusal. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: StatementCode; readonly reason: string };

/** A refusal, as a value. */
export function refuse(
  code: StatementCode,
  reason: string,
): { readonly ok: false; readonly code: StatementCode; readonly reason: string } {
  return { ok: false, code, reason };
}

/** The value, or the refusal thrown as an error about `subject`. */
export function unwrap<T>(outcome: Outcome<T>, subject: string): T {
  if (outcome.ok) return outcome.value;
  throw new UserError(outcome.code, { subject, reason: outcome.reason });
}
