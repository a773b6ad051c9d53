import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Justified } from './justified.ts';
import type { MutantResult } from './types.ts';

/** A mutant that no test notices. */
export interface Survivor {
  /** Relative to the root. */
  readonly file: string;
  readonly line: number;
  readonly original: string;
  readonly replacement: string;
}

/** What all mutants come to. */
export interface Verdict {
  readonly tried: number;
  readonly noticed: number;
  readonly share: number;
  readonly unjustified: readonly Survivor[];
  readonly justified: number;
  /** Entries of the list that are of no use any more. */
  readonly idle: readonly Justified[];
}

const noticed: ReadonlySet<string> = new Set(['Killed', 'Timeout']);
const passedOver: ReadonlySet<string> = new Set(['Ignored', 'CompileError']);

/** Counts, and holds the survivors against the list. */
export function judgeMutants(
  mutants: readonly MutantResult[],
  justified: readonly Justified[],
  root: string,
): Verdict {
  const tried = mutants.filter(({ status }) => !passedOver.has(status));
  const survivors = tried
    .filter(({ status }) => !noticed.has(status))
    .map((mutant) => describe(mutant, root));
  const { unjustified, idle } = match(survivors, justified);
  const files = new Set(tried.map(({ fileName }) => relative(root, fileName)));
  return {
    tried: tried.length,
    noticed: tried.length - survivors.length,
    share: tried.length === 0 ? 0 : (tried.length - survivors.length) / tried.length,
    unjustified,
    justified: survivors.length - unjustified.length,
    idle: idle.filter((entry) => files.has(entry.file)),
  };
}

/** The verdict for people. */
export function renderVerdict(verdict: Verdict, isWhole: boolean): string {
  const percent = (100 * verdict.share).toFixed(1);
  const head = `${verdict.tried} mutants, ${verdict.noticed} noticed: ${percent} %${isWhole ? ' (95 % are asked for)' : ''}; of the others ${verdict.justified} are justified, ${verdict.unjustified.length} not`;
  const lines = verdict.unjustified.map(
    ({ file, line, original, replacement }) => `  ${file}:${line}\n- \`${original}\` → \`${replacement}\`: `,
  );
  const idle = verdict.idle.map(({ file, original }) => `  ${file}: noticed by now: \`${original}\``);
  return `${[head, ...lines, ...idle].join('\n')}\n`;
}

// One entry justifies one survivor: the same text may stand in another place for another reason.
function match(
  survivors: readonly Survivor[],
  justified: readonly Justified[],
): Pick<Verdict, 'unjustified' | 'idle'> {
  const idle = [...justified];
  const unjustified = survivors.filter((survivor) => {
    const at = idle.findIndex((entry) => isSame(entry, survivor));
    if (at >= 0) idle.splice(at, 1);
    return at < 0;
  });
  return { unjustified, idle };
}

function isSame(entry: Justified, survivor: Survivor): boolean {
  return (
    entry.file === survivor.file &&
    entry.original === survivor.original &&
    entry.replacement === survivor.replacement
  );
}

function describe({ fileName, location, replacement }: MutantResult, root: string): Survivor {
  const { start, end } = location;
  const lines = readFileSync(fileName, 'utf8')
    .split('\n')
    .slice(start.line - 1, end.line);
  const last = lines.length - 1;
  const cut = lines.map((line, index) => (index === last ? line.slice(0, end.column - 1) : line));
  const original = [(cut[0] ?? '').slice(start.column - 1), ...cut.slice(1)].join('\n');
  return {
    file: relative(root, fileName),
    line: start.line,
    original: shorten(original),
    replacement: shorten(replacement ?? ''),
  };
}

/** One line without the layout, for a list that is to outlive it. */
function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').replaceAll('`', '\u2019').trim();
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}
