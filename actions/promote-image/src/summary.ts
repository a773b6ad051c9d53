import type { Inputs, Outputs } from './inputs.ts';

/** The promotion page: what went live, who let it, what proves it, and how to back out. */
export function renderSummary(outputs: Outputs, inputs: Inputs): string {
  const title = outputs.status === 'present' ? 'Promoted before, nothing changed' : 'Promoted to live';
  const verdict = inputs.verdict === 'none' ? '**none** — promoted without a verdict of the gate' : 'passed';
  const rows: readonly (readonly [string, string])[] = [
    ['Image', code(outputs.image)],
    ['Tags asked for', inputs.tags.length === 0 ? 'none' : inputs.tags.map(code).join(' ')],
    ['Source', code(`${inputs.image.repository}@${inputs.image.digest}`)],
    ['Approved by', outputs.approvers.split(', ').map(code).join(' ')],
    ['Verdict', verdict],
    ['Intent record', code(outputs.intentDigest)],
    ['Completion record', code(outputs.promotionDigest)],
  ];
  const table = rows.map(([name, value]) => `| ${name} | ${value} |`).join('\n');
  return `### ${title}\n\n| | |\n| --- | --- |\n${table}\n\n${renderBackOut(outputs)}\n`;
}

function renderBackOut({ image }: Outputs): string {
  return [
    '**Back out:** deploy the digest that ran before; manifests, tags and records of it are still locked in live.',
    `To take this digest out of use, run \`revoke-image\` with ${code(image)}.`,
  ].join(' ');
}

// Inside a code span of a table only the back-tick and the bar have a meaning (GitHub Flavored Markdown 4.10, 6.1).
function code(value: string): string {
  return `\`${value.replace(/[`|\r\n]/g, ' ')}\``;
}
