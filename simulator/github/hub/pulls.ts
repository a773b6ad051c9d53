import { webFlow } from '../../estate/index.ts';
import type { StoredPullRequest } from '../state.ts';
import { present, readRepository, readSignature } from './lookup.ts';
import type { HubParts } from './lookup.ts';

/** A pull request to open from a branch of the same repository. */
export interface PullRequestOrder {
  readonly author: string;
  readonly branch: string;
  readonly title: string;
}

/** Opens a pull request against the default branch. */
export async function openPullRequest(
  parts: HubParts,
  repository: string,
  order: PullRequestOrder,
): Promise<StoredPullRequest> {
  const { pullRequests, defaultBranch } = readRepository(parts, repository);
  const pull: StoredPullRequest = {
    number: pullRequests.length + 1,
    title: order.title,
    author: order.author,
    headBranch: order.branch,
    headSha: await readTip(parts, repository, order.branch),
    baseSha: await readTip(parts, repository, defaultBranch),
    state: 'open',
  };
  pullRequests.push(pull);
  parts.state.touch();
  return pull;
}

/** Merges by a merge commit as GitHub's button does: the merger is author, GitHub committer and signer. */
export async function mergePullRequest(
  parts: HubParts,
  repository: string,
  { number, merger }: { readonly number: number; readonly merger: string },
): Promise<string> {
  const { pullRequests, verified, defaultBranch } = readRepository(parts, repository);
  const pull = present(
    pullRequests.find((each) => each.number === number && each.state === 'open'),
    `open pull request ${number}`,
  );
  const base = await readTip(parts, repository, defaultBranch);
  const head = await readTip(parts, repository, pull.headBranch);
  const mergeSha = await parts.git.commit(repository, {
    branch: defaultBranch,
    message: `Merge pull request #${number} from ${repository.split('/')[0] ?? ''}/${pull.headBranch}\n\n${pull.title}`,
    author: readSignature(parts, merger),
    committer: { name: 'GitHub', email: webFlow.email },
    files: await parts.git.changedFiles(repository, base, head),
    parents: [base, head],
  });
  verified.push(mergeSha);
  Object.assign(pull, { state: 'closed', mergedBy: merger, mergeSha, mergedAt: parts.world.clock.now() });
  parts.state.touch();
  return mergeSha;
}

async function readTip({ git }: HubParts, repository: string, branch: string): Promise<string> {
  return present(await git.tip(repository, branch), `branch ${branch}`);
}
