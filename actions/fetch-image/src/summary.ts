import type { Inputs, Outputs } from './inputs.ts';

/** What was fetched, how much it is and where it lies. */
export function renderSummary(outputs: Outputs, inputs: Inputs): string {
  const rows = [
    ['Image', outputs.image],
    ['Database', outputs.database],
    ['Size', `${Math.ceil(Number(outputs.bytes) / 1_000_000)} MB of at most ${inputs.maxSize} MB`],
    ['Folder', outputs.folder],
  ];
  const table = rows.map(([name, value]) => `| ${name} | \`${value}\` |`).join('\n');
  return `### Fetched for a scan\n\n| | |\n| --- | --- |\n${table}\n`;
}
