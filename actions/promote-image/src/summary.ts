import { renderCode } from '../../../lib/base/markdown.ts';
import type { Inputs, Outputs } from './inputs.ts';

/** The promotion page: what went live, who let it, what proves it, and how to back out. */
export function renderSummary(outputs: Outputs, inputs: Inputs): string {
  const title = outputs.status === 'present' ? 'Promoted before, nothing changed' : 'Promoted to live';
  const rows: readonly (readonly [string, string])[] = [
    ['Image', renderCode(outputs.image)],
    ['Tags asked for', inputs.tags.length === 0 ? 'none' : inputs.tags.map(renderCode).join(' ')],
    ['Source', renderCode(`${inputs.image.repository}@${inputs.image.digest}`)],
    ['Approved by', outputs.approvers.split(', ').map(renderCode).join(' ')],
    ['Verdict', renderCode(outputs.verdictDigest)],
    ['Intent record', renderCode(outputs.intentDigest)],
    ['Completion record', renderCode(outputs.promotionDigest)],
  ];
  const table = rows.map(([name, value]) => `| ${name} | ${value} |`).join('\n');
  return `### ${title}\n\n| | |\n| --- | --- |\n${table}\n\n${renderBackOut(outputs)}\n`;
}

function renderBackOut({ image }: Outputs): string {
  return [
    '**Back out:** deploy the digest that ran before; manifests, tags and records of it are still locked in live.',
    `To take this digest out of use, run \`revoke-image\` with ${renderCode(image)}.`,
  ].join(' ');
}
