import { assumptions } from '../../simulator/assumptions/index.ts';
import type { Assumption } from '../../simulator/world/types.ts';

/** `docs/assumptions.md`: every switch of the simulator with the command that would settle it. */
export function renderAssumptionsPage(): string {
  return [
    '<!-- Written by npm run docs from the switches of the simulator; do not edit. -->',
    '',
    '# Assumptions',
    '',
    'Where no public source settles how Azure or GitHub behaves, the simulator has a switch. Each is listed with the value in use and with what would settle it on a real subscription.',
    '',
    assumptions.map(renderAssumption).join('\n'),
  ].join('\n');
}

function renderAssumption({ name, question, chosen, values, settledBy, source }: Assumption): string {
  return [
    `## ${name}`,
    '',
    question,
    '',
    `- In use: \`${chosen}\` (of ${values.map((value) => `\`${value}\``).join(', ')})`,
    `- Settled by: ${settledBy}`,
    `- Source: ${source}`,
    '',
  ].join('\n');
}
