import type { Inputs, Outputs } from './inputs.ts';

/** What quarantine has now, and of when it is. */
export function renderSummary(outputs: Outputs, _inputs: Inputs): string {
  const rows = [
    `| Exploited vulnerabilities (KEV) | ${outputs.kevDate} | \`${outputs.kev}\` |`,
    `| Scores of exploitation (EPSS) | ${outputs.epssDate} | \`${outputs.epss}\` |`,
  ];
  return `### Snapshots refreshed\n\n| | Of | In quarantine |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
}
