import { toCamelCase } from '../../lib/action/index.ts';
import type { ActionSource } from './action-source.ts';

/** The typed `with:` of an action for workflow sources: names that it does not declare do not compile. */
export function renderBinding(source: ActionSource): string {
  const { name, description, inputs, outputs } = source;
  const type = capitalise(toCamelCase(name));
  const fields = Object.entries(inputs).flatMap(([input, { kind, options }]) => [
    `  /** ${comment(options.description)} */`,
    `  readonly '${input}'${options.required === true ? '' : '?'}: ${renderType(kind, options.values)};`,
  ]);
  return [
    `// Written by npm run docs from actions/${name}/src/inputs.ts.`,
    '',
    `/** ${comment(description)} */`,
    `export interface ${type}Inputs {`,
    ...fields,
    '}',
    '',
    `/** The outputs of ${name} by the names that expressions use. */`,
    `export const ${toCamelCase(name)}Outputs = [${Object.keys(outputs).map(quote).join(', ')}] as const;`,
    '',
  ].join('\n');
}

// Expressions are text, so every kind takes text; only words of a fixed set can be held to it.
function renderType(kind: string, values: readonly string[] | undefined): string {
  if (values !== undefined) return `${values.map(quote).join(' | ')} | \`\\\${{\${string}\``;
  if (kind === 'flag') return 'boolean | `\\${{${string}`';
  return kind === 'integer' ? 'number | string' : 'string';
}

function quote(text: string): string {
  return `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
}

function comment(text: string): string {
  return text.replaceAll('*/', '*\\/').replaceAll(/\s+/g, ' ');
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
