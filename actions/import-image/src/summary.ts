import { formatImageReference } from '../../../lib/domain/image/index.ts';
import type { Inputs, Outputs } from './inputs.ts';

/** What was asked for, where it is now, and whether anything was done. */
export function renderSummary(outputs: Outputs, inputs: Inputs): string {
  const title = outputs.status === 'present' ? 'In quarantine already' : 'Imported into quarantine';
  const rows = [
    ['Upstream', formatImageReference(inputs.image)],
    ['Quarantine', outputs.image],
  ];
  const table = rows.map(([name, value]) => `| ${name} | \`${value}\` |`).join('\n');
  return `### ${title}\n\n| | |\n| --- | --- |\n${table}\n`;
}
