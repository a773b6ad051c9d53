import type { GitCommit } from '../git/index.ts';
import type { StoredPullRequest, StoredRepository } from '../state.ts';
import { followMove } from './branches.ts';
import { present, readPull, readRepository, readSignature, readTip } from './lookup.ts';
import type { HubParts } from './lookup.ts';
import { tellPull } from './pull-events.ts';
import { RefusalError } from './refusal.ts';
import { explainMissing, findProtection, hasRole, mayBypass } from './rules.ts';
import { githubSignature } from './test-merge.ts';

/** Which button is pressed, and by whom. */
export interface MergeOrder {
  readonly number: number;
  readonly merger: string;
  readonly method?: 'merge' | 'squash' | 'rebase' | undefined;
  /** The head that was looked at; a newer one refuses. */
  readonly sha?: string | undefined;
}

interface Merging {
  readonly parts: HubParts;
  readonly repository: StoredRepository;
  readonly pull: StoredPullRequest;
  readonly merger: string;
  readonly base: string;
}

/** Merges as GitHub's button does; answers the commit that main then has. */
export async function mergePullRequest(
  parts: HubParts,
  fullName: string,
  order: MergeOrder,
): Promise<string> {
  const { merger, method = 'merge', sha } = order;
  const repository = readRepository(parts, fullName);
  const pull = readPull(parts, fullName, order.number);
  assertMergeable(repository, pull, { merger, sha });
  const base = await readTip(parts, repository.fullName, pull.baseBranch);
  const merging = { parts, repository, pull, merger, base };
  const mergeSha = await methods[method](merging);
  await parts.git.setRef(repository.fullName, `refs/heads/${pull.baseBranch}`, mergeSha);
  const mergedAt = parts.world.clock.now();
  // The base of a merged pull request stays what it was merged into.
  Object.assign(pull, {
    state: 'closed',
    mergedBy: merger,
    mergeSha,
    mergedAt,
    closedAt: mergedAt,
    baseSha: base,
  });
  parts.state.touch();
  const ref = `refs/heads/${pull.baseBranch}`;
  await followMove(parts, repository.fullName, { ref, before: base, after: mergeSha, actor: merger });
  await tellPull(parts, { repository, pull, action: 'closed', actor: merger });
  return mergeSha;
}

// Statuses and words: https://docs.github.com/rest/pulls/pulls#merge-a-pull-request
function assertMergeable(
  repository: StoredRepository,
  pull: StoredPullRequest,
  { merger, sha }: { readonly merger: string; readonly sha: string | undefined },
): void {
  if (!hasRole(repository, merger, 'write'))
    throw new RefusalError(403, 'Resource not accessible by personal access token');
  if (pull.state !== 'open' || pull.isDraft || pull.testMergeSha === undefined)
    throw new RefusalError(405, 'Pull Request is not mergeable');
  if (sha !== undefined && sha !== pull.headSha)
    throw new RefusalError(409, 'Head branch was modified. Review and try the merge again.');
  const missing = explainMissing(repository, pull);
  const rule = findProtection(repository, pull.baseBranch);
  if (missing !== undefined && rule !== undefined && !mayBypass(repository, merger, rule))
    throw new RefusalError(405, missing);
}

// https://docs.github.com/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/about-pull-request-merges
const methods = { merge: mergeByCommit, squash: mergeBySquash, rebase: mergeByRebase };

async function mergeByCommit({ parts, repository, pull, merger, base }: Merging): Promise<string> {
  const { fullName } = repository;
  const [headOwner = ''] = pull.headRepository.split('/');
  const sha = await parts.git.commitTree(fullName, {
    tree: await mergeHead({ parts, repository, pull, base }),
    parents: [base, pull.headSha],
    message: `Merge pull request #${pull.number} from ${headOwner}/${pull.headBranch}\n\n${pull.title}\n`,
    ...{ author: readSignature(parts, merger), committer: githubSignature },
  });
  repository.verified.push(sha);
  return sha;
}

async function mergeBySquash({ parts, repository, pull, base }: Merging): Promise<string> {
  const { fullName } = repository;
  const author = readSignature(parts, pull.author);
  const others = (await listOwnCommits(parts, fullName, pull))
    .map((commit) => commit.author)
    .filter(({ email }) => email !== author.email)
    .map(({ name, email }) => `Co-authored-by: ${name} <${email}>`);
  const trailers = [...new Set(others)].join('\n');
  const sha = await parts.git.commitTree(fullName, {
    tree: await mergeHead({ parts, repository, pull, base }),
    parents: [base],
    message: `${pull.title} (#${pull.number})\n${trailers === '' ? '' : `\n${trailers}\n`}`,
    ...{ author, committer: githubSignature },
  });
  repository.verified.push(sha);
  return sha;
}

// Each commit anew with its author; the merger commits, and nobody signs.
async function mergeByRebase({ parts, repository, pull, merger, base }: Merging): Promise<string> {
  const { fullName } = repository;
  let onto = base;
  for (const commit of await listOwnCommits(parts, fullName, pull)) {
    if (commit.parents.length > 1) continue;
    const parent = present(commit.parents[0], `parent of ${commit.sha}`);
    const tree = await parts.git.mergeTree(fullName, { base: parent, into: onto, from: commit.sha });
    if (tree === undefined) throw new RefusalError(405, 'This branch can’t be rebased due to conflicts');
    onto = await parts.git.commitTree(fullName, {
      ...{ tree, parents: [onto], message: `${commit.message}\n` },
      ...{ author: commit.author, committer: readSignature(parts, merger) },
    });
  }
  return onto;
}

async function mergeHead({ parts, repository, pull, base }: Omit<Merging, 'merger'>): Promise<string> {
  const { fullName } = repository;
  const ancestor = present(await parts.git.mergeBase(fullName, base, pull.headSha), 'merge base');
  const tree = await parts.git.mergeTree(fullName, { base: ancestor, into: base, from: pull.headSha });
  return present(tree, `merge of pull request ${pull.number}: it conflicts`);
}

// Oldest first.
async function listOwnCommits(
  { git }: HubParts,
  fullName: string,
  { baseSha, headSha }: StoredPullRequest,
): Promise<readonly GitCommit[]> {
  const newestFirst = await git.log(fullName, `${baseSha}..${headSha}`, { skip: 0, max: 10_000 });
  return newestFirst.toReversed();
}
