import { isMap, isScalar, visit } from 'yaml';
import type { Document, LineCounter, Node } from 'yaml';
import type { PolicyProblem } from './types.ts';

const maxProblems = 50;

interface Found {
  readonly position: number;
  readonly detail: string;
}

/** What makes a text no YAML, or one that says something else than its reader sees; each with its line. */
export function listYamlProblems(
  text: string,
  document: Document,
  { file, counter }: { readonly file: string; readonly counter: LineCounter },
): readonly PolicyProblem[] {
  const found = [...listTextProblems(text), ...listErrors(document), ...listNodeProblems(document)];
  return found.slice(0, maxProblems).map(({ position, detail }) => {
    const { line, col } = counter.linePos(position);
    return { code: 'POLICY_NOT_YAML', place: { file, line, column: col }, path: '', detail };
  });
}

// A carriage return alone ends a line for some readers and none for the parser; characters without a width hide, and
// those that turn the direction show a text in another order (CVE-2021-42574).
function listTextProblems(text: string): readonly Found[] {
  const hidden = [...text.slice(1).matchAll(/\r(?!\n)|[\p{Cf}\u2028\u2029\u0085]/gu)];
  return hidden.map((match) => {
    const code = match[0].codePointAt(0) ?? 0;
    const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
    return { position: match.index + 1, detail: `the character ${name} cannot be seen and is not allowed` };
  });
}

function listErrors(document: Document): readonly Found[] {
  // Where the parser gives up depends on what called it.
  if (document.errors.some(({ message }) => message.includes('call stack'))) {
    return [{ position: 0, detail: 'it is nested too deeply' }];
  }
  return [...document.errors, ...document.warnings].map((error) => ({
    position: error.pos[0],
    detail: error.message,
  }));
}

function listNodeProblems(document: Document): readonly Found[] {
  const found: Found[] = [];
  const refuse = (node: Node, detail: string): void => {
    found.push({ position: node.range?.[0] ?? 0, detail });
  };
  visit(document, {
    // They let one line say what another line means, which a reader of a policy must not have to follow.
    Alias: (_, node) => refuse(node, 'aliases are not allowed in a policy'),
    Value: (_, node) => {
      if (node.anchor !== undefined) refuse(node, 'anchors are not allowed in a policy');
      for (const { key, detail } of listBadKeys(node)) refuse(key, detail);
    },
  });
  return found;
}

// The parser's own check compares each key with every other, which takes minutes for a large map; and to it 1 and "1"
// are two keys, though only one of them is read.
function listBadKeys(node: Node): readonly { readonly key: Node; readonly detail: string }[] {
  if (!isMap(node)) return [];
  const seen = new Set<string>();
  return node.items.flatMap(({ key }) => {
    if (!isScalar(key)) return [];
    const name = String(key.value);
    // Schemas pass over it in silence, for it is no ordinary key in JavaScript.
    if (name === '__proto__') return [{ key, detail: 'the key __proto__ is not allowed' }];
    const isRepeated = seen.has(name);
    seen.add(name);
    return isRepeated ? [{ key, detail: 'a key stands twice' }] : [];
  });
}
