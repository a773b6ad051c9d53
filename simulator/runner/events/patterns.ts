/**
 * Compiles a filter pattern: `*` stays within a path part, `**` crosses them, `?` and `+` repeat the character
 * before, `[…]` is a class. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet
 */
export function compilePattern(pattern: string): RegExp {
  const body = pattern.replaceAll(/\\.|\*\*\/|\*\*|\*|\?|\+|\[[^\]]*\]|[.^${}()|]/g, (part) => {
    // `**/` at a part's start matches no folder too: the cheat sheet's `**/docs/**` takes `docs/hello.md`.
    if (part === '**/') return '(?:.*/)?';
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    if (part === '?' || part === '+' || part.startsWith('[')) return part;
    return part.startsWith('\\') ? part : `\\${part}`;
  });
  return new RegExp(`^${body}$`);
}

/** Whether a name passes a list with `!`: the last pattern that matches decides. */
export function isIncluded(patterns: readonly string[], name: string): boolean {
  return patterns.reduce((isIn, pattern) => {
    const isExclusion = pattern.startsWith('!');
    const matches = compilePattern(isExclusion ? pattern.slice(1) : pattern).test(name);
    return matches ? !isExclusion : isIn;
  }, false);
}
