import type * as v from 'valibot';
import { LineCounter, isCollection, isMap, isNode, isScalar, parseDocument, visit } from 'yaml';
import type { Document, Range } from 'yaml';

/** The largest file that is read. */
export const maxYamlBytes = 1024 * 1024;

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
  /** The place of a key or item; of what is not there, the place of what should hold it. */
  locate(path: YamlPath): YamlPlace;
  /** Where the text of a scalar begins and ends. */
  findRange(path: YamlPath): readonly [number, number] | undefined;
}

/** Reads YAML 1.2 with the core schema; duplicate keys and aliases are problems, as is a file beyond the limit. */
export function readYamlDocument(text: string): YamlDocument {
  if (Buffer.byteLength(text) > maxYamlBytes) return refuse(`is larger than ${maxYamlBytes} bytes`);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const place = (offset: number): YamlPlace => {
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

// An alias lets one line stand for many: a reviewer could not see which entries a change touches.
function findAliases(document: Document.Parsed): readonly number[] {
  const offsets: number[] = [];
  visit(document, { Alias: (_key, alias) => void offsets.push(alias.range?.[0] ?? 0) });
  return offsets;
}

function findOffset(document: Document.Parsed, path: YamlPath): number {
  for (let length = path.length; length > 0; length -= 1) {
    const at = findRange(document, path.slice(0, length))?.[0];
    if (at !== undefined) return at;
  }
  return isNode(document.contents) ? document.contents.range[0] : 0;
}

// A pair is found at its key, which is what a person looks for.
function findRange(document: Document.Parsed, path: YamlPath): Range | null | undefined {
  const parent: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => isScalar(key) && key.value === last);
    return isNode(pair?.key) ? pair.key.range : undefined;
  }
  const item: unknown = isCollection(parent) ? parent.get(last, true) : undefined;
  return isNode(item) ? item.range : undefined;
}
