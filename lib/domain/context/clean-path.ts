/** Go's `path.Clean`, by which Docker normalises ignore patterns: no `.`, no inner `..`, no double or trailing slash. */
export function cleanPath(path: string): string {
  const isRooted = path.startsWith('/');
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    const isAboveRoot = kept.length === 0 || kept.at(-1) === '..';
    if (part !== '..') kept.push(part);
    else if (!isAboveRoot) kept.pop();
    else if (!isRooted) kept.push(part);
  }
  const joined = kept.join('/');
  if (isRooted) return `/${joined}`;
  return joined === '' ? '.' : joined;
}
