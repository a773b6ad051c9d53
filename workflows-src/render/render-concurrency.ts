import { renderValue } from '../model/expression.ts';
import type { Concurrency } from '../model/types.ts';
import { block } from './nodes.ts';

/** What keeps runs from doing the same at once. */
export function renderConcurrency(concurrency: Concurrency | undefined): object | undefined {
  if (concurrency === undefined) return undefined;
  return block({ ...concurrency, group: renderValue(concurrency.group) });
}
