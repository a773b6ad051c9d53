/**
 * Compiles glob patterns as @actions/glob reads them: `*`, `?`, `**`, `[…]`; a later `!` takes out again, and a
 * folder means everything below it.
 */
export function compileGlob(patterns: readonly string[]): (path: string) => boolean {
  const rules = patterns
    .flatMap((text) => text.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ isExcluded: line.startsWith('!'), form: toRegExp(line.replace(/^!/, '')) }));
  return (path) =>
    rules.reduce((isIn, { isExcluded, form }) => (form.test(path) ? !isExcluded : isIn), false);
}

function toRegExp(pattern: string): RegExp {
  const clean = pattern.replace(/^\.\//, '').replace(/\/+$/, '');
  if (clean === '' || clean === '.') return /^/;
  const body = clean.replaceAll(/\*\*\/|\*\*|\*|\?|\[[^\]]*\]|[.+^${}()|\\]/g, translate);
  return new RegExp(`^${body}(?:/.*)?$`);
}

function translate(part: string): string {
  if (part === '**/') return '(?:.*/)?';
  if (part === '**') return '.*';
  if (part === '*') return '[^/]*';
  if (part === '?') return '[^/]';
  return part.startsWith('[') ? part : `\\${part}`;
}
