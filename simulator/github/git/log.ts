import type { GitCommit } from './types.ts';

/** Parses records that end with NUL SOH and hold NUL-separated fields. */
export function parseCommits(text: string): readonly GitCommit[] {
  return text
    .split('\u0000\u0001')
    .map((record) => record.replace(/^\n/, ''))
    .filter((record) => record !== '')
    .map(parseCommit);
}

function parseCommit(record: string): GitCommit {
  const fields = record.split('\u0000');
  const field = (at: number): string => fields[at] ?? '';
  const person = (at: number) => ({ name: field(at), email: field(at + 1), date: field(at + 2) });
  return {
    sha: field(0),
    tree: field(8),
    parents: field(1)
      .split(' ')
      .filter((parent) => parent !== ''),
    author: person(2),
    committer: person(5),
    message: field(9).trimEnd(),
  };
}
