import { readFileSync } from 'node:fs';

/** A mutant that may survive. */
export interface Justified {
  readonly file: string;
  readonly original: string;
  readonly replacement: string;
  readonly reason: string;
}

/** Reads the list: a heading with the file's name in code marks, then an item for each mutant with its reason. */
export function readJustified(file: string): readonly Justified[] {
  return parseJustified(readFileSync(file, 'utf8'));
}

/** Parses {@link readJustified}'s text. Throws for an item that gives no reason. */
export function parseJustified(text: string): readonly Justified[] {
  const found: Justified[] = [];
  let file = '';
  for (const line of text.split('\n')) {
    file = /^## `(.+)`$/.exec(line)?.[1] ?? file;
    if (!line.startsWith('- `')) continue;
    const [, original, replacement, reason] = /^- `(.+?)` → `(.*?)`: (\S.*)$/.exec(line) ?? [];
    if (original === undefined || replacement === undefined || reason === undefined) {
      throw new Error(`no reason or no mutant: ${line}`);
    }
    found.push({ file, original, replacement, reason });
  }
  return found;
}
