import type { ActionSource } from './action-source.ts';

/** The tables of inputs and outputs for an action's README. */
export function renderReadmeBlock({ inputs, outputs }: ActionSource): string {
  const given = Object.entries(inputs).map(([name, { kind, form, options }]) => [
    `\`${name}\``,
    kind,
    options.required === true ? 'required' : renderDefault(options.default),
    form === 'a text' ? sentence(options.description) : `${sentence(options.description)} Write ${form}.`,
  ]);
  const made = Object.entries(outputs).map(([name, { description }]) => [
    `\`${name}\``,
    sentence(description),
  ]);
  const tables = [
    renderTable(['Input', 'Kind', 'Default', 'Meaning'], given),
    renderTable(['Output', 'Meaning'], made),
  ];
  return `\n${tables.join('\n')}\n`;
}

function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (row: readonly string[]): string => `| ${row.map(escapeCell).join(' | ')} |\n`;
  return line(head) + line(head.map(() => '---')) + rows.map(line).join('');
}

function renderDefault(value: string | undefined): string {
  return value === undefined ? '' : `\`${value}\``;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function escapeCell(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').trim();
}
