/** The answer of a parsed command file: names and values in order, or why the runner refuses the file. */
export type FileCommands =
  | { readonly ok: true; readonly entries: readonly (readonly [string, string])[] }
  | { readonly ok: false; readonly problem: string };

/**
 * Parses GITHUB_OUTPUT, GITHUB_ENV or GITHUB_STATE: `name=value` lines and `name<<delimiter` blocks.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#multiline-strings
 */
export function parseFileCommands(text: string): FileCommands {
  const lines = text.split(/\r?\n/);
  const entries: (readonly [string, string])[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line === '') continue;
    const block = readBlock(lines, at);
    if (block === 'unterminated') return { ok: false, problem: `Matching delimiter not found for '${line}'` };
    const entry = block ?? readPair(line);
    if (entry === undefined) return { ok: false, problem: `Invalid format '${line}'` };
    entries.push([entry.name, entry.value]);
    at = block === undefined ? at : block.end;
  }
  return { ok: true, entries };
}

interface Block {
  readonly name: string;
  readonly value: string;
  readonly end: number;
}

// Whichever of `=` and `<<` comes first decides, as in the runner's FileCommandManager.
function readBlock(lines: readonly string[], start: number): Block | 'unterminated' | undefined {
  const line = lines[start] ?? '';
  const at = line.indexOf('<<');
  const equals = line.indexOf('=');
  if (at <= 0 || (equals >= 0 && equals < at)) return undefined;
  const delimiter = line.slice(at + 2);
  const end = delimiter === '' ? -1 : lines.indexOf(delimiter, start + 1);
  if (end < 0) return 'unterminated';
  return { name: line.slice(0, at), value: lines.slice(start + 1, end).join('\n'), end };
}

function readPair(line: string): { readonly name: string; readonly value: string } | undefined {
  const at = line.indexOf('=');
  return at <= 0 ? undefined : { name: line.slice(0, at), value: line.slice(at + 1) };
}
