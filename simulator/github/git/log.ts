import type { Signature } from './repositories.ts';

/** A commit as git knows it; dates are RFC 3339. */
export interface GitCommit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature & { readonly date: string };
  readonly committer: Signature & { readonly date: string };
  readonly message: string;
}

/** Parses records that end with NUL SOH and hold NUL-separated fields. */
export function parseCommits(text: string): readonly GitCommit[] {
  return text
    .split('\u0000\u0001')
    .map((record) => record.replace(/^\n/, ''))
    .filter((record) => record !== '')
    .map(parseCommit);
}

function parseCommit(record: string): GitCommit {
  const [
    sha = '',
    parents = '',
    an = '',
    ae = '',
    ad = '',
    cn = '',
    ce = '',
    cd = '',
    tree = '',
    message = '',
  ] = record.split('\u0000');
  return {
    sha,
    tree,
    parents: parents === '' ? [] : parents.split(' '),
    author: { name: an, email: ae, date: ad },
    committer: { name: cn, email: ce, date: cd },
    message: message.trimEnd(),
  };
}
