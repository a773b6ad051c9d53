import { findNoreplyPerson, parseCoAuthors } from './person.ts';
import type { Account, ApprovalFacts, Attempt, Commit, Contributors, Person, PullRequest } from './types.ts';

/** Somebody's part before it is known who they are; GitHub itself is nobody. */
type Part = { readonly role: string; readonly person: Person | 'unknown' | 'github'; readonly hint?: string };

/** Collects everybody who started the run or took part in its commits and pull requests. */
export function findContributors(facts: ApprovalFacts): Contributors {
  const shas = new Set(facts.commits.map((commit) => commit.sha));
  const parts = [
    ...facts.attempts.flatMap(listStarters),
    ...facts.commits.flatMap(listCommitters),
    ...facts.pullRequests.flatMap((pull) => listMergers(pull, shas)),
  ];
  return {
    known: parts.flatMap(({ person, role }) => (typeof person === 'string' ? [] : [{ person, role }])),
    unknown: parts.filter((part) => part.person === 'unknown').map(renderUnknown),
  };
}

function listStarters(attempt: Attempt): readonly Part[] {
  return [
    { role: `actor of attempt ${attempt.attempt}`, person: attempt.actor ?? 'unknown' },
    { role: `starter of attempt ${attempt.attempt}`, person: attempt.triggeringActor ?? 'unknown' },
  ];
}

function listCommitters(commit: Commit): readonly Part[] {
  const short = commit.sha.slice(0, 7);
  return [
    namePart(`author of commit ${short}`, commit.author, commit.authorEmail, commit.isVerified),
    namePart(`committer of commit ${short}`, commit.committer, commit.committerEmail, commit.isVerified),
    ...parseCoAuthors(commit.message).map((address) => nameCoAuthor(`co-author of commit ${short}`, address)),
  ];
}

function listMergers(pull: PullRequest, shas: ReadonlySet<string>): readonly Part[] {
  const author: Part = { role: `author of pull request #${pull.number}`, person: pull.author ?? 'unknown' };
  const role = `merger of pull request #${pull.number}`;
  if (pull.mergedBy !== undefined) return [author, { role, person: pull.mergedBy }];
  // An open pull request may list the commit too, and has no merger; one whose merge is in the range must have one.
  const isMerged = pull.mergeCommit !== undefined && shas.has(pull.mergeCommit);
  return isMerged ? [author, { role, person: 'unknown' }] : [author];
}

function namePart(role: string, account: Account | undefined, email: string, isVerified: boolean): Part {
  if (account?.login === 'web-flow' || (account === undefined && email === 'noreply@github.com')) {
    // Anybody can write GitHub's address into a commit; only its signature proves that GitHub made it.
    return isVerified
      ? { role, person: 'github' }
      : { role, person: 'unknown', hint: 'web-flow without a signature' };
  }
  // GitHub links its own noreply addresses; one that it does not link names nobody, whatever stands in it.
  return { role, person: account ?? 'unknown', hint: email };
}

// GitHub links no accounts to trailers, so the noreply address is the only thing that can name one.
function nameCoAuthor(role: string, address: string): Part {
  return { role, person: findNoreplyPerson(address) ?? 'unknown', hint: address };
}

function renderUnknown(part: Part): string {
  return part.hint === undefined
    ? `the ${part.role} has no account`
    : `the ${part.role} (${part.hint}) is unknown`;
}
