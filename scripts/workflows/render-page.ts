import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { laws } from '../../workflows-src/laws/index.ts';
import type { Workflow } from '../../workflows-src/model/types.ts';
import { environments, variables } from '../../workflows-src/variables.ts';
import { replaceBlock } from '../docs/generated.ts';
import type { Generated } from '../docs/generated.ts';
import { listWorkflows } from './list-workflows.ts';

/** The page about the workflows. */
export const workflowsPage = 'docs/workflows.md';

/** The page with the tables that come from the sources. */
export async function renderPage(root: string): Promise<Generated> {
  const workflows = (await listWorkflows(root)).map(({ workflow }) => workflow);
  const blocks = {
    callers: renderCallers(workflows.filter(({ call }) => call === undefined)),
    variables: renderPairs(['Variable', 'What it holds'], variables),
    environments: renderPairs(['Environment', 'How it is protected'], environments),
    reusable: workflows.map(renderReusable).join(''),
    laws: renderTable(
      ['Law', 'Why'],
      laws.map(({ id, why }) => [`\`${id}\``, why]),
    ),
  };
  let text = await readFile(join(root, workflowsPage), 'utf8');
  for (const [name, block] of Object.entries(blocks)) text = replaceBlock(text, name, `\n${block}\n`);
  const filepath = join(root, workflowsPage);
  const options = await resolveConfig(filepath);
  return { path: workflowsPage, content: await format(text, { ...options, filepath }) };
}

function renderCallers(workflows: readonly Workflow[]): string {
  const rows = workflows.map(({ file, about, on }) => [
    `\`${file}\``,
    Object.keys(on ?? {})
      .map((event) => `\`${event}\``)
      .join(', '),
    about,
  ]);
  return renderTable(['File', 'Started by', 'What it does'], rows);
}

function renderReusable({ file, about, call }: Workflow): string {
  if (call === undefined) return '';
  const inputs = Object.entries(call.inputs).map(
    ([name, { type, required, default: otherwise, description }]) => [
      `\`${name}\``,
      type,
      required === true ? 'required' : otherwise === undefined ? '' : `\`${String(otherwise)}\``,
      description,
    ],
  );
  const outputs = Object.entries(call.outputs).map(([name, { description }]) => [`\`${name}\``, description]);
  const given = outputs.length === 0 ? '' : `\n${renderTable(['Output', 'Meaning'], outputs)}`;
  return `### ${file}\n\n${about}\n\n${renderTable(['Input', 'Type', 'Default', 'Meaning'], inputs)}${given}\n`;
}

function renderPairs(head: readonly string[], pairs: Readonly<Record<string, string>>): string {
  return renderTable(
    head,
    Object.entries(pairs).map(([name, text]) => [`\`${name}\``, text]),
  );
}

function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|')).join(' | ')} |\n`;
  return line(head) + line(head.map(() => '---')) + rows.map(line).join('');
}
