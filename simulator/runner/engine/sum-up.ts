import type { Result } from './report.ts';

/** The worst of several ends, as GitHub sums up a matrix, a called workflow and a run. */
export function sumUp(results: readonly Result[]): Result {
  if (results.includes('failure')) return 'failure';
  if (results.includes('cancelled')) return 'cancelled';
  return results.length > 0 && results.every((each) => each === 'skipped') ? 'skipped' : 'success';
}
