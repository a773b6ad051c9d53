import type { GitCommit } from '../git/index.ts';
import type { GithubState, StoredRepository } from '../state.ts';
import { renderAccount } from './account.ts';
import { apiUrl, nodeId } from './text.ts';

/** A commit (REST schema `commit`); accounts are found by the addresses GitHub knows. */
export function renderCommit(state: GithubState, repository: StoredRepository, commit: GitCommit) {
  const base = `${apiUrl}/repos/${repository.fullName}`;
  return {
    sha: commit.sha,
    node_id: nodeId('C', repository.id),
    commit: renderGitCommit(base, commit, repository.verified.includes(commit.sha)),
    url: `${base}/commits/${commit.sha}`,
    html_url: `https://github.com/${repository.fullName}/commit/${commit.sha}`,
    author: findByEmail(state, commit.author.email),
    committer: findByEmail(state, commit.committer.email),
    parents: commit.parents.map((sha) => ({ sha, url: `${base}/commits/${sha}` })),
  };
}

function renderGitCommit(base: string, commit: GitCommit, isVerified: boolean) {
  return {
    author: commit.author,
    committer: commit.committer,
    message: commit.message,
    tree: { sha: commit.tree, url: `${base}/git/trees/${commit.tree}` },
    url: `${base}/git/commits/${commit.sha}`,
    comment_count: 0,
    verification: {
      verified: isVerified,
      reason: isVerified ? 'valid' : 'unsigned',
      signature: null,
      payload: null,
      verified_at: null,
    },
  };
}

function findByEmail(state: GithubState, email: string) {
  const account = state.accounts.find(({ emails }) => emails.includes(email));
  return account === undefined ? null : renderAccount(account);
}
