import { compileIgnorePattern } from './ignore-pattern.ts';
import type { IgnorePattern } from './ignore-pattern.ts';

/** Says which paths of a context stay behind. Paths are relative to the context's root, with forward slashes. */
export interface IgnoreMatcher {
  isIgnored(path: string): boolean;
  /** Whether a folder that is ignored can still hold something that a `!` line takes back in. */
  mayHoldKept(folder: string): boolean;
}

/** Compiles the patterns of {@link parseIgnoreFile}; throws CONTEXT_IGNORE_INVALID. */
export function compileIgnore(lines: readonly string[]): IgnoreMatcher {
  const patterns = lines.map(compileIgnorePattern);
  const exceptions = patterns.filter(({ isException }) => isException);
  return {
    isIgnored: (path) => isIgnored(patterns, path),
    mayHoldKept: (folder) => exceptions.some((pattern) => reachesInto(pattern, folder)),
  };
}

// The last line that matches the path or one of its parents decides (moby: MatchesOrParentMatches).
function isIgnored(patterns: readonly IgnorePattern[], path: string): boolean {
  const candidates = [path, ...listParents(path)];
  return patterns.reduce((ignored, pattern) => {
    if (pattern.isException !== ignored) return ignored;
    return candidates.some((candidate) => pattern.matches(candidate)) ? !ignored : ignored;
  }, false);
}

function listParents(path: string): readonly string[] {
  const parents: string[] = [];
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) parents.push(path.slice(0, at));
  return parents;
}

function reachesInto(pattern: IgnorePattern, folder: string): boolean {
  return !pattern.isLiteral || `${pattern.text}/`.startsWith(`${folder}/`);
}
