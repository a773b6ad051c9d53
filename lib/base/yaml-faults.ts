import { isMap, isScalar, visit } from 'yaml';
import type { Document, Node } from 'yaml';

/** Something that makes a text no YAML, or lets it say something else than its reader sees. */
export interface YamlFault {
  /** Where in the text it begins. */
  readonly position: number;
  readonly detail: string;
}

/** Everything of that kind in a text; `kind` is what it is called, such as `a policy`. */
export function listYamlFaults(text: string, document: Document, kind: string): readonly YamlFault[] {
  return [...listTextFaults(text), ...listErrors(document), ...listNodeFaults(document, kind)];
}

// A carriage return alone ends a line for some readers and none for the parser; characters without a width hide, and
// those that turn the direction show a text in another order (CVE-2021-42574).
function listTextFaults(text: string): readonly YamlFault[] {
  const hidden = [...text.slice(1).matchAll(/\r(?!\n)|[\p{Cf}\u2028\u2029\u0085]/gu)];
  return hidden.map((match) => {
    const code = match[0].codePointAt(0) ?? 0;
    const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
    return { position: match.index + 1, detail: `the character ${name} cannot be seen and is not allowed` };
  });
}

function listErrors(document: Document): readonly YamlFault[] {
  // Where the parser gives up depends on what called it.
  if (document.errors.some(({ message }) => message.includes('call stack'))) {
    return [{ position: 0, detail: 'it is nested too deeply' }];
  }
  return [...document.errors, ...document.warnings].map((error) => ({
    position: error.pos[0],
    detail: error.message,
  }));
}

function listNodeFaults(document: Document, kind: string): readonly YamlFault[] {
  const found: YamlFault[] = [];
  const refuse = (node: Node, detail: string): void => {
    found.push({ position: node.range?.[0] ?? 0, detail });
  };
  visit(document, {
    // They let one line say what another line means, which a reader of rules must not have to follow.
    Alias: (_, node) => refuse(node, `aliases are not allowed in ${kind}`),
    Value: (_, node) => {
      if (node.anchor !== undefined) refuse(node, `anchors are not allowed in ${kind}`);
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
