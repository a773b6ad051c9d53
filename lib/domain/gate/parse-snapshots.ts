import { checkStrictJson } from '../../base/schema.ts';
import { findTime } from '../findings/index.ts';
import { kevSchema } from './facts.schema.ts';

const maxCharacters = 64 * 1024 * 1024;

/** A file that was read, or why it cannot be believed. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly code: 'FACT_MALFORMED' | 'FACT_EMPTY' | 'FACT_TOO_LARGE';
      readonly detail: string;
    };

/** CISA's catalogue of known exploited vulnerabilities, with the day of its release. */
export function parseKev(text: string): Read<{ date: number; ids: ReadonlySet<string> }> {
  const bad = checkSize(text);
  if (bad !== undefined) return bad;
  const checked = checkStrictJson(kevSchema, text);
  if (!checked.ok) return malformed(checked.problems);
  const { count, dateReleased, vulnerabilities } = checked.value;
  if (count !== vulnerabilities.length) {
    return malformed([`it says ${count} entries and holds ${vulnerabilities.length}`]);
  }
  const ids = new Set(vulnerabilities.map(({ cveID }) => cveID.toUpperCase()));
  return { ok: true, value: { date: findTime(dateReleased) ?? Number.NaN, ids } };
}

/** The scores of FIRST's EPSS, as its daily CSV file has them. */
export function parseEpss(text: string): Read<{ date: number; scores: ReadonlyMap<string, number> }> {
  const bad = checkSize(text);
  if (bad !== undefined) return bad;
  // https://www.first.org/epss/data_stats: a comment with the date, the names of the columns, a line each.
  const [comment = '', header = '', ...rows] = text.split(/\r?\n/);
  const date = findScoreDate(comment);
  if (date === undefined) return malformed(['the first line has no score_date']);
  if (!header.startsWith('cve,epss'))
    return malformed(['the second line does not name the columns cve,epss']);
  if (rows.pop() !== '') return malformed(['the last line has no end: the file was cut short']);
  const scores = new Map(rows.map(readScore).filter((score) => score !== undefined));
  if (scores.size < rows.length) return malformed(['a line is no score, or stands twice']);
  if (scores.size === 0) return { ok: false, code: 'FACT_EMPTY', detail: 'it lists no score' };
  return { ok: true, value: { date, scores } };
}

function findScoreDate(comment: string): number | undefined {
  const stamp = /score_date:(\d{4}-\d{2}-\d{2})(?:T([\d:]+)\+0000)?/.exec(comment);
  return stamp === null ? undefined : findTime(`${stamp[1] ?? ''}T${stamp[2] ?? '00:00:00'}Z`);
}

function readScore(row: string): readonly [string, number] | undefined {
  const match = /^(CVE-\d{4}-\d{4,}),([01](?:\.\d{1,10})?)(?:,|$)/.exec(row);
  const score = Number(match?.[2]);
  return match?.[1] !== undefined && score <= 1 ? [match[1], score] : undefined;
}

/** Why a text cannot be one of our files at all. */
export function checkSize(text: string): Extract<Read<never>, { ok: false }> | undefined {
  if (text.trim() === '') return { ok: false, code: 'FACT_EMPTY', detail: 'the file is empty' };
  if (text.length <= maxCharacters) return undefined;
  return { ok: false, code: 'FACT_TOO_LARGE', detail: `it is longer than ${maxCharacters} characters` };
}

/** The first few things that are wrong with a file. */
export function malformed(problems: readonly string[]): Extract<Read<never>, { ok: false }> {
  return { ok: false, code: 'FACT_MALFORMED', detail: problems.slice(0, 5).join('; ') };
}
