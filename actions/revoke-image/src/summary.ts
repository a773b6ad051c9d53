import { renderCode } from '../../../lib/base/markdown.ts';
import type { Inputs, Outputs } from './inputs.ts';

/** What was taken out of use, why, and what is left to do by hand. */
export function renderSummary(outputs: Outputs, inputs: Inputs): string {
  const title = outputs.status === 'present' ? 'Revoked before' : 'Revoked';
  const rows = [
    ['Image', outputs.image],
    ['Reason', inputs.reason],
    ['Ticket', inputs.ticket],
    ['Revocation record', outputs.revocationDigest],
  ];
  const table = rows.map(([name, value]) => `| ${name} | ${renderCode(value ?? '')} |`).join('\n');
  const rest = 'Nodes that pulled the image before still have it: deploy another digest where it runs.';
  return `### ${title}\n\n| | |\n| --- | --- |\n${table}\n\n${rest}\n`;
}
