import type { Outputs } from './inputs.ts';

/** The page of the decision, which the action hands on as well. */
export function renderSummary({ summary }: Outputs): string {
  return summary;
}
