import type { Report } from './types.ts';

const titles = ['floor', 'judge', 'version', 'cases', 'agreed', 'known differences'];

/** The reports as a table for people, with the reasons below it. */
export function renderTable(reports: readonly Report[]): string {
  const rows = [titles, ...reports.map(toRow)];
  // What is said of an absent judge runs over the columns of the others.
  const wide = (row: readonly string[], at: number): boolean =>
    row.length < titles.length && at === row.length - 1;
  const widths = titles.map((_, at) =>
    Math.max(...rows.map((row) => (wide(row, at) ? 0 : (row[at]?.length ?? 0)))),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const [head, ...rest] = lines;
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [head, rule, ...rest, ...reports.flatMap(renderNotes)].join('\n');
}

function toRow(report: Report): readonly string[] {
  const { floor, name } = report;
  if (report.state !== 'asked')
    return [floor, name, report.state === 'broken' ? 'DID NOT START' : report.reason];
  const { version, outcomes } = report;
  const count = (verdict: string): string =>
    String(outcomes.filter((outcome) => outcome.verdict === verdict).length);
  return [floor, name, version, String(outcomes.length), count('agreed'), count('known difference')];
}

function renderNotes(report: Report): readonly string[] {
  if (report.state !== 'asked') {
    return report.state === 'broken' ? ['', `${report.name} did not start:`, indent(report.reason)] : [];
  }
  const notes = report.outcomes.filter(({ verdict }) => verdict !== 'agreed');
  if (notes.length === 0) return [];
  const lines = notes.map(
    ({ case: name, verdict, reason }) => `  ${mark(verdict)}${name}\n${indent(reason ?? '')}`,
  );
  return ['', `${report.name}:`, ...lines];
}

function mark(verdict: string): string {
  return verdict === 'known difference' ? 'known: ' : `${verdict.toUpperCase()}: `;
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '      ');
}
