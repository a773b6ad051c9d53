import type * as v from 'valibot';
import { LineCounter, isCollection, isMap, isNode, isScalar, parseDocument } from 'yaml';
import type { Document, Range } from 'yaml';
import { listYamlFaults } from './yaml-faults.ts';

/** The longest file that is read. */
export const maxYamlCharacters = 1024 * 1024;

/** The most problems that are printed; who has more has another file in hand. */
const maxProblems = 50;

/** Names a key or item, from the outside in. */
export type YamlPath = readonly (string | number)[];

/** Where something stands in a file; both count from 1. */
export interface YamlPlace {
  readonly line: number;
  readonly column: number;
}

/** Something that is wrong with a file. */
export interface YamlProblem extends YamlPlace {
  readonly text: string;
}

/** A YAML text with the place of everything in it. */
export interface YamlDocument {
  /** What is no YAML, or could be read in two ways. */
  readonly problems: readonly YamlProblem[];
  readonly value: unknown;
  /** The place of a key or item, or of the nearest thing around it; undefined where there is none. */
  find(path: YamlPath): YamlPlace | undefined;
  /** The place of a key or item; of what is not there, the place of what should hold it. */
  locate(path: YamlPath): YamlPlace;
  /** Where the text of a scalar begins and ends. */
  findRange(path: YamlPath): readonly [number, number] | undefined;
}

/**
 * Reads YAML 1.2 with the core schema, for every file of rules. Whatever could be read in two ways is a problem: keys
 * that stand twice, aliases and anchors, characters that nobody sees, a file beyond the limit. `kind` is what such a
 * file is called.
 */
export function readYamlDocument(text: string, kind = 'this file'): YamlDocument {
  if (text.length > maxYamlCharacters) return refuse(`it is longer than ${maxYamlCharacters} characters`);
  const lines = new LineCounter();
  const document = parseDocument(text, {
    ...{ lineCounter: lines, version: '1.2', schema: 'core', logLevel: 'error', prettyErrors: false },
    // The parser's own check compares each key with every other, which takes minutes for a large map.
    uniqueKeys: false,
  });
  const place = (offset: number): YamlPlace => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const problems = listYamlFaults(text, document, kind).map(({ position, detail }) => ({
    ...place(position),
    text: detail,
  }));
  const find = (path: YamlPath): YamlPlace | undefined => {
    const offset = findOffset(document, path);
    return offset === undefined ? undefined : place(offset);
  };
  return {
    problems,
    value: problems.length > 0 ? undefined : document.toJS(),
    find,
    locate: (path) => find(path) ?? place(isNode(document.contents) ? document.contents.range[0] : 0),
    findRange: (path) => {
      const node = document.getIn(path, true);
      return isScalar(node) && node.range ? [node.range[0], node.range[1]] : undefined;
    },
  };
}

/** What a schema found, in the words of the file: the key with its path, at its place. */
export function explainIssue(
  issue: v.BaseIssue<unknown>,
  document: Pick<YamlDocument, 'locate'>,
): YamlProblem {
  const path = (issue.path ?? []).flatMap(({ key }) =>
    typeof key === 'string' || typeof key === 'number' ? [key] : [],
  );
  return { ...document.locate(path), text: `${renderYamlPath(path)} ${describeIssue(issue)}`.trim() };
}

/** `['images', 0, 'name']` as `images[0].name`. */
export function renderYamlPath(path: YamlPath): string {
  const name = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
  return name.replace(/^\./, '');
}

/** The problems in the order of their places. */
export function sortProblems(problems: readonly YamlProblem[]): readonly YamlProblem[] {
  return problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
}

/** All problems as one text, each with its place as `place` writes it. */
export function renderProblems(
  problems: readonly YamlProblem[],
  place: (problem: YamlPlace) => string,
): string {
  const lines = problems.slice(0, maxProblems).map((problem) => `${place(problem)}: ${problem.text}`);
  const more = problems.length > maxProblems ? [`and ${problems.length - maxProblems} more`] : [];
  return [...lines, ...more].join('; ');
}

function refuse(text: string): YamlDocument {
  const start = { line: 1, column: 1 };
  return {
    problems: [{ ...start, text }],
    value: undefined,
    find: () => undefined,
    locate: () => start,
    findRange: () => undefined,
  };
}

function describeIssue(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'is no known key';
  if (issue.type === 'strict_object' && issue.received === 'undefined') return 'is missing';
  if (issue.kind === 'schema' && issue.type !== 'literal')
    return `is ${issue.received}, not ${issue.expected ?? ''}`;
  return issue.message;
}

function findOffset(document: Document.Parsed, path: YamlPath): number | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const at = findRange(document, path.slice(0, length))?.[0];
    if (at !== undefined) return at;
  }
  return undefined;
}

// A pair is found at its key, which is what a person looks for.
function findRange(document: Document.Parsed, path: YamlPath): Range | null | undefined {
  const parent: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(last));
    return isNode(pair?.key) ? pair.key.range : undefined;
  }
  const item: unknown = isCollection(parent) ? parent.get(last, true) : undefined;
  return isNode(item) ? item.range : undefined;
}
