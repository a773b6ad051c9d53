import type { Checkout } from '../../../lib/tools/git/index.ts';

/** What plan-changes needs of the machine and the run. */
export interface Deps {
  readonly checkout: Checkout;
  readonly eventName: string;
  /** The webhook payload, unchecked. */
  readEvent(): Promise<unknown>;
}
