import { UserError } from '../../base/errors/index.ts';
import { cleanPath } from './clean-path.ts';
import { isWellFormedPattern } from './pattern-syntax.ts';
import { translateExpression } from './expression.ts';

/** One compiled line of a .dockerignore. */
export interface IgnorePattern {
  /** The pattern without `!`. */
  readonly text: string;
  /** A line with `!`, which takes paths back in. */
  readonly isException: boolean;
  /** Whether the pattern is free of wildcards and escapes, so that it names one path. */
  readonly isLiteral: boolean;
  /** Whether the pattern matches this very path; parents are the matcher's affair. */
  matches(path: string): boolean;
}

/** Compiles a pattern by the rules of moby's `patternmatcher` (v0.6); a malformed one throws CONTEXT_IGNORE_INVALID. */
export function compileIgnorePattern(line: string): IgnorePattern {
  const clean = cleanPath(line.trim());
  const isException = clean.startsWith('!');
  const text = isException ? clean.slice(1) : clean;
  if (text === '') throw refuse(line, 'it is an exclamation mark alone');
  if (!isWellFormedPattern(text))
    throw refuse(line, 'it has an unfinished "[" or "\\", or an empty or open range');
  return { text, isException, ...compile(text, line) };
}

type Kind = 'exact' | 'prefix' | 'suffix' | 'expression';

interface Scan {
  kind: Kind;
  source: string;
}

function compile(text: string, line: string): Pick<IgnorePattern, 'isLiteral' | 'matches'> {
  const { kind, source } = scanPattern([...text]);
  switch (kind) {
    case 'exact':
      return { isLiteral: true, matches: (path) => path === text };
    case 'prefix':
      return { isLiteral: false, matches: (path) => path.startsWith(text.slice(0, -2)) };
    case 'suffix':
      return { isLiteral: false, matches: suffixMatcher(text.slice(2)) };
    case 'expression': {
      const expression = compileExpression(source, line);
      return { isLiteral: false, matches: (path) => expression.test(path) };
    }
  }
}

function suffixMatcher(suffix: string): (path: string) => boolean {
  return (path) => path.endsWith(suffix) || (suffix.startsWith('/') && path === suffix.slice(1));
}

// The order of these rules is moby's: `**` at the very start stays a suffix match unless a wildcard follows it.
function scanPattern(characters: readonly string[]): Scan {
  const scan: Scan = { kind: 'exact', source: '' };
  for (let at = 0; at < characters.length;) {
    at =
      characters[at] === '*' && characters[at + 1] === '*'
        ? addDoubleStar(scan, characters, at)
        : addCharacter(scan, characters, at);
  }
  return scan;
}

function addDoubleStar(scan: Scan, characters: readonly string[], start: number): number {
  const next = characters[start + 2] === '/' ? start + 3 : start + 2;
  if (next < characters.length) {
    scan.source += '(.*/)?';
    scan.kind = 'expression';
  } else if (scan.kind === 'exact') {
    scan.kind = 'prefix';
  } else {
    scan.source += '.*';
    scan.kind = 'expression';
  }
  if (start === 0) scan.kind = 'suffix';
  return next;
}

function addCharacter(scan: Scan, characters: readonly string[], at: number): number {
  const character = characters[at] ?? '';
  if (character === '\\') {
    scan.source += `\\${characters[at + 1] ?? ''}`;
    scan.kind = 'expression';
    return at + 2;
  }
  if ('*?[]'.includes(character)) scan.kind = 'expression';
  scan.source += sourceOf(character);
  return at + 1;
}

function sourceOf(character: string): string {
  if (character === '*') return '[^/]*';
  if (character === '?') return '[^/]';
  return '.+()|{}$'.includes(character) ? `\\${character}` : character;
}

function compileExpression(source: string, line: string): RegExp {
  try {
    return new RegExp(translateExpression(`^${source}$`), 'u');
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw refuse(line, 'it is no pattern that Docker accepts', cause);
  }
}

function refuse(line: string, reason: string, cause?: unknown): UserError {
  return new UserError('CONTEXT_IGNORE_INVALID', { subject: line.slice(0, 200), reason, cause });
}
