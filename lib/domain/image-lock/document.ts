import { LineCounter, isCollection, isMap, isNode, isScalar, parseDocument, visit } from 'yaml';
import type { Document, Range } from 'yaml';
import type { LockPlace, LockProblem } from './types.ts';

/** The largest file that is read. */
export const maxLockBytes = 1024 * 1024;

type Path = readonly (string | number)[];

/** A YAML text with the place of everything in it. */
export interface LockDocument {
  /** What is no YAML, or could be read in two ways. */
  readonly problems: readonly LockProblem[];
  readonly value: unknown;
  /** The place of a key or item; of what is not there, the place of what should hold it. */
  locate(path: Path): LockPlace;
  /** Where the text of a scalar begins and ends. */
  findRange(path: Path): readonly [number, number] | undefined;
}

/** Reads YAML 1.2 with the core schema; duplicate keys and aliases are problems. */
export function readDocument(text: string): LockDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const place = (offset: number): LockPlace => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const broken = [...document.errors, ...document.warnings].map((error) => ({
    ...place(error.pos[0]),
    text: `is no usable YAML: ${error.message.split('\n')[0] ?? ''}`,
  }));
  const aliases = findAliases(document).map((offset) => ({
    ...place(offset),
    text: 'is an alias: write it out',
  }));
  const problems = [...broken, ...aliases];
  return {
    problems,
    value: problems.length > 0 ? undefined : document.toJS(),
    locate: (path) => place(findOffset(document, path)),
    findRange: (path) => {
      const node = document.getIn(path, true);
      return isScalar(node) && node.range ? [node.range[0], node.range[1]] : undefined;
    },
  };
}

// An alias lets one line stand for many: the reviewer of a digest could not see which entries it changes.
function findAliases(document: Document.Parsed): readonly number[] {
  const offsets: number[] = [];
  visit(document, { Alias: (_key, alias) => void offsets.push(alias.range?.[0] ?? 0) });
  return offsets;
}

function findOffset(document: Document.Parsed, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const at = findRange(document, path.slice(0, length))?.[0];
    if (at !== undefined) return at;
  }
  return isNode(document.contents) ? document.contents.range[0] : 0;
}

// A pair is found at its key, which is what a person looks for.
function findRange(document: Document.Parsed, path: Path): Range | null | undefined {
  const parent: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => isScalar(key) && key.value === last);
    return isNode(pair?.key) ? pair.key.range : undefined;
  }
  const item: unknown = isCollection(parent) ? parent.get(last, true) : undefined;
  return isNode(item) ? item.range : undefined;
}
