import type { Tree } from './files/tree.ts';
import { listBelow, normalise } from './files/tree.ts';

/** Whether a path of the context is left out. */
export type IgnoreRule = (path: string) => boolean;

/** Reads a .dockerignore (docs.docker.com, ".dockerignore files"): the last pattern that fits a path or a folder above it decides. */
export function parseIgnore(text: string): IgnoreRule {
  const patterns = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(parsePattern)
    .filter((pattern) => pattern !== undefined);
  return (path) => {
    let isIgnored = false;
    for (const { isException, expression } of patterns) {
      if (isIgnored === isException && fits(expression, path)) isIgnored = !isException;
    }
    return isIgnored;
  };
}

/** A context without what its .dockerignore leaves out; folders stay when something in them does. */
export function withoutIgnored(tree: Tree, isIgnored: IgnoreRule): Tree {
  const kept: Tree = new Map();
  for (const [path, node] of tree) {
    if (!isIgnored(path)) kept.set(path, node);
  }
  for (const [path, node] of tree) {
    if (node.kind === 'dir' && !kept.has(path) && listBelow(kept, path).length > 0) kept.set(path, node);
  }
  return kept;
}

/** A pattern of Go's `filepath.Match`, with `**` for any number of folders, as a regular expression. */
export function globToExpression(pattern: string): RegExp {
  const token = /\*\*\/?|\*|\?|\[(\^?)((?:\\[^]|[^\]\\])+)\]|\\?([^])/g;
  const source = pattern.replace(
    token,
    (text: string, negation: string | undefined, range: string | undefined, plain: string | undefined) => {
      if (range !== undefined) return `[${negation ?? ''}${range.replaceAll('[', '\\[')}]`;
      return plain === undefined ? (wildcards[text] ?? text) : plain.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    },
  );
  return new RegExp(`^${source}$`, 's');
}

const wildcards: Readonly<Record<string, string>> = {
  '**/': '(?:.*/)?',
  '**': '.*',
  '*': '[^/]*',
  '?': '[^/]',
};

function parsePattern(
  line: string,
): { readonly isException: boolean; readonly expression: RegExp } | undefined {
  const isException = line.startsWith('!');
  const body = normalise(isException ? line.slice(1).trim() : line);
  return body === '' ? undefined : { isException, expression: globToExpression(body) };
}

function fits(expression: RegExp, path: string): boolean {
  const parts = path.split('/');
  return parts.some((_, index) => expression.test(parts.slice(0, index + 1).join('/')));
}
