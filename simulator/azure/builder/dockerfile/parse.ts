import { BuildFailure } from '../types.ts';

/** One instruction of a Dockerfile. */
export interface Instruction {
  /** Upper case. */
  readonly keyword: string;
  /** `--name=value`, and `--name` alone as `true`. */
  readonly flags: ReadonlyMap<string, string>;
  /** What follows keyword and flags, continuation lines joined. */
  readonly rest: string;
  /** The whole instruction on one line, for the log. */
  readonly text: string;
  readonly line: number;
}

export interface ParsedDockerfile {
  readonly instructions: readonly Instruction[];
  /** The escape character, `\` unless the directive `# escape` says otherwise. */
  readonly escape: string;
}

const keywords = new Set(
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(
    ' ',
  ),
);
const takesHereDocuments = new Set(['ADD', 'COPY']);
const takesFlags = new Set(['ADD', 'COPY', 'FROM', 'HEALTHCHECK', 'RUN']);

/** Reads a Dockerfile by Docker's line rules (docs.docker.com, "Dockerfile reference", sections on format and escape). */
export function parseDockerfile(text: string): ParsedDockerfile {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const escape = readEscape(lines);
  const instructions = joinLines(lines, escape).map(({ text: joined, line }) =>
    parseInstruction(joined, line),
  );
  if (instructions.length === 0) throw new BuildFailure('the Dockerfile (Dockerfile) cannot be empty');
  return { instructions, escape };
}

/** Parses one instruction that stands alone, as an ONBUILD trigger does. */
export function parseInstruction(text: string, line: number): Instruction {
  const [, word = '', all = ''] = /^(\S+)\s*([\s\S]*)$/.exec(text.trim()) ?? [];
  const keyword = word.toUpperCase();
  if (!keywords.has(keyword)) {
    throw new BuildFailure(`dockerfile parse error line ${line}: unknown instruction: ${keyword}`);
  }
  const { flags, rest } = takesFlags.has(keyword)
    ? splitFlags(all)
    : { flags: new Map<string, string>(), rest: all };
  if (takesHereDocuments.has(keyword) && /(^|\s)<<-?["']?\w/.test(rest)) {
    throw new BuildFailure(`dockerfile parse error line ${line}: here-documents need BuildKit`);
  }
  return { keyword, flags, rest: rest.trim(), text: text.trim(), line };
}

function readEscape(lines: readonly string[]): string {
  for (const line of lines) {
    const directive = /^#\s*(\w+)\s*=\s*(.*?)\s*$/.exec(line);
    if (directive === null) return '\\';
    if (directive[1]?.toLowerCase() !== 'escape') continue;
    if (directive[2] === '\\' || directive[2] === '`') return directive[2];
    throw new BuildFailure(`invalid ESCAPE '${directive[2] ?? ''}'. Must be ' or \\`);
  }
  return '\\';
}

function joinLines(lines: readonly string[], escape: string): readonly { text: string; line: number }[] {
  const joined: { text: string; line: number }[] = [];
  const continuation = new RegExp(`${escape === '\\' ? '\\\\' : '`'}[ \\t]*$`);
  let open: { text: string; line: number } | undefined;
  for (const [index, raw] of lines.entries()) {
    // Comment lines vanish even between continued lines; so do empty ones.
    if (/^\s*(#|$)/.test(raw)) continue;
    const isContinued = continuation.test(raw);
    const part = raw.replace(continuation, '');
    open =
      open === undefined ? { text: part.trimStart(), line: index + 1 } : { ...open, text: open.text + part };
    if (isContinued) continue;
    joined.push(open);
    open = undefined;
  }
  if (open !== undefined && open.text.trim() !== '') joined.push(open);
  return joined;
}

function splitFlags(text: string): { flags: Map<string, string>; rest: string } {
  const flags = new Map<string, string>();
  let rest = text.trimStart();
  for (;;) {
    const match = /^--([a-z][a-z-]*)(?:=("[^"]*"|\S*))?(?:\s+|$)/.exec(rest);
    if (match === null) return { flags, rest };
    flags.set(match[1] ?? '', (match[2] ?? 'true').replace(/^"(.*)"$/, '$1'));
    rest = rest.slice(match[0].length);
  }
}
