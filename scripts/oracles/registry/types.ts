import type { Target } from './target.ts';

/** The same calls for any registry; the answer is what must be equal. */
export interface Calls {
  readonly name: string;
  make(target: Target): Promise<unknown>;
}
