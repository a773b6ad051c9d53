import * as v from 'valibot';
import { checkShape } from '../../lib/base/schema.ts';

interface Node {
  readonly description?: string | undefined;
  readonly default?: unknown;
  readonly required?: readonly string[] | undefined;
  readonly properties?: Readonly<Record<string, unknown>> | undefined;
  readonly items?: unknown;
}

const Node = v.object({
  description: v.optional(v.string()),
  default: v.optional(v.unknown()),
  required: v.optional(v.array(v.string())),
  properties: v.optional(v.record(v.string(), v.unknown())),
  items: v.optional(v.unknown()),
});

/** The keys of a file with a JSON Schema, one row each, in their order. */
export function renderSchemaTable(schema: unknown): string {
  const rows = listRows(read(schema), '');
  const head = '| Key | Default | Meaning |\n| --- | --- | --- |\n';
  return `\n${head}${rows.map((cells) => `| ${cells.join(' | ')} |\n`).join('')}\n`;
}

type Row = readonly [key: string, value: string, meaning: string];

function listRows({ properties = {}, required = [] }: Node, prefix: string): readonly Row[] {
  return Object.entries(properties).flatMap(([name, child]) => {
    const node = read(child);
    const key = `${prefix}${name}`;
    const row: Row = [`\`${key}\``, renderDefault(node, required.includes(name)), renderMeaning(node)];
    return [row, ...listRows(node, `${key}.`), ...listRows(read(node.items ?? {}), `${key}[].`)];
  });
}

function renderDefault(node: Node, isRequired: boolean): string {
  if (isRequired) return 'required';
  // An empty list or map says no more than an absent one.
  return typeof node.default === 'string' ? `\`${node.default}\`` : '';
}

function renderMeaning({ description = '' }: Node): string {
  return description.replaceAll('|', '\\|');
}

function read(schema: unknown): Node {
  const checked = checkShape(Node, schema);
  if (!checked.ok) throw new TypeError(`no JSON Schema: ${checked.problems.join('; ')}`);
  return checked.value;
}
