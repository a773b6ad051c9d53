import type { StoredPullRequest, StoredRepository } from '../state.ts';
import { webFlow } from '../../estate/index.ts';
import { readTip } from './lookup.ts';
import type { HubParts } from './lookup.ts';

/** GitHub's own signature on commits that its pages make. */
export const githubSignature = { name: 'GitHub', email: webFlow.email };

/**
 * Renews `refs/pull/<number>/head` and `refs/pull/<number>/merge`, which is gone while base and head conflict.
 * https://docs.github.com/rest/guides/using-the-rest-api-to-interact-with-your-git-database#checking-mergeability-of-pull-requests
 */
export async function refreshTestMerge(
  parts: HubParts,
  repository: StoredRepository,
  pull: StoredPullRequest,
): Promise<void> {
  const { git } = parts;
  const { fullName } = repository;
  const headRef = `refs/pull/${pull.number}/head`;
  if (pull.headRepository === fullName) await git.setRef(fullName, headRef, pull.headSha);
  else await git.fetch({ from: pull.headRepository, branch: pull.headBranch, to: fullName, ref: headRef });
  const base = await readTip(parts, fullName, pull.baseBranch);
  pull.baseSha = base;
  pull.testMergeSha = await commitTestMerge(parts, fullName, { base, head: pull.headSha });
  const mergeRef = `refs/pull/${pull.number}/merge`;
  const isStale = pull.testMergeSha === undefined && (await git.tip(fullName, mergeRef)) === undefined;
  if (!isStale) await git.setRef(fullName, mergeRef, pull.testMergeSha);
  parts.state.touch();
}

async function commitTestMerge(
  { git }: HubParts,
  fullName: string,
  { base, head }: { readonly base: string; readonly head: string },
): Promise<string | undefined> {
  const ancestor = await git.mergeBase(fullName, base, head);
  if (ancestor === undefined) return undefined;
  const tree = await git.mergeTree(fullName, { base: ancestor, into: base, from: head });
  if (tree === undefined) return undefined;
  return git.commitTree(fullName, {
    ...{ tree, parents: [base, head], message: `Merge ${head} into ${base}\n` },
    ...{ author: githubSignature, committer: githubSignature },
  });
}
