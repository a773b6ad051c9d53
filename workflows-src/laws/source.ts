import { isMap, isNode, isPair, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { Document } from 'yaml';

/** Where something stands in a YAML file: keys and indexes from the top. */
export type Place = readonly (string | number)[];

/** A workflow or an action as it was written. */
export interface Source {
  /** Path from the root of the repository. */
  readonly name: string;
  readonly content: unknown;
  /** The line of a key, or of the closest thing above it. */
  findLine(place: Place): number;
  /** The comment behind a value. */
  findComment(place: Place): string | undefined;
  /** Every text of the file with its place. */
  readonly texts: readonly { readonly place: Place; readonly text: string }[];
  readonly head: string;
}

/** Reads a file; throws what the YAML parser says when it is none. */
export function readSource(name: string, text: string): Source {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [error] = document.errors;
  if (error !== undefined) throw new Error(`${name}: ${error.message}`);
  const content: unknown = document.toJS();
  return {
    name,
    content,
    findLine: (place) => findLine(document, lines, place),
    findComment: (place) => findComment(document, place),
    texts: listTexts(document),
    head: text.split('\n').slice(0, 5).join('\n'),
  };
}

function findLine(document: Document, lines: LineCounter, place: Place): number {
  const node = document.getIn(place, true);
  if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  return place.length === 0 ? 1 : findLine(document, lines, place.slice(0, -1));
}

function findComment(document: Document, place: Place): string | undefined {
  const node = document.getIn(place, true);
  return isNode(node) ? (node.comment ?? undefined)?.trim() : undefined;
}

function listTexts(document: Document): Source['texts'] {
  const found: { place: Place; text: string }[] = [];
  visit(document, {
    Scalar(key, node, path) {
      if (key === 'key' || typeof node.value !== 'string') return;
      found.push({ place: listPlace([...path, node]), text: node.value });
    },
  });
  return found;
}

function listPlace(path: readonly unknown[]): Place {
  return path.flatMap((step, index): Place => {
    if (isPair(step)) return [isScalar(step.key) ? String(step.key.value) : ''];
    const above = path[index - 1];
    if (isNode(above) && !isMap(above) && 'items' in above)
      return [above.items.findIndex((item) => item === step)];
    return [];
  });
}
