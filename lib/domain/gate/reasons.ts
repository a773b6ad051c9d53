import type { Reason, Rule } from './decision.ts';

interface Words {
  readonly detail: string;
  readonly clears: string;
  readonly by?: number;
}

/** A reason why nothing can be said. */
export function unknown(rule: Rule, subject: string, { detail, clears, by }: Words): Reason {
  return { outcome: 'indeterminate', rule, subject, detail, clears, by };
}

/** A reason why the image must not go there. */
export function fail(rule: Rule, subject: string, { detail, clears, by }: Words): Reason {
  return { outcome: 'fail', rule, subject, detail, clears, by };
}
