import type { GitCommit } from '../git/index.ts';
import type {
  GithubState,
  StoredAccount,
  StoredEnvironment,
  StoredPullRequest,
  StoredRepository,
  StoredRun,
} from '../state.ts';

const api = 'https://api.github.com';

/** A simple user (REST schema `simple-user`). */
export function renderAccount(account: StoredAccount) {
  const { login, id, type } = account;
  return {
    login,
    id,
    node_id: nodeId('U', id),
    url: `${api}/users/${login}`,
    html_url: `https://github.com/${login}`,
    type,
    site_admin: false,
  };
}

/** The account of a login or null, as GitHub writes a deleted or unknown one. */
export function renderLogin(state: GithubState, login: string | undefined) {
  const account = state.accounts.find((each) => each.login === login);
  return account === undefined ? null : renderAccount(account);
}

/** A commit (REST schema `commit`); accounts are found by the addresses GitHub knows. */
export function renderCommit(state: GithubState, repository: StoredRepository, commit: GitCommit) {
  const url = `${api}/repos/${repository.fullName}/commits/${commit.sha}`;
  const isVerified = repository.verified.includes(commit.sha);
  return {
    sha: commit.sha,
    node_id: nodeId('C', repository.id),
    commit: {
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      tree: { sha: commit.tree, url: `${api}/repos/${repository.fullName}/git/trees/${commit.tree}` },
      url: `${api}/repos/${repository.fullName}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification: {
        verified: isVerified,
        reason: isVerified ? 'valid' : 'unsigned',
        signature: null,
        payload: null,
        verified_at: null,
      },
    },
    url,
    html_url: `https://github.com/${repository.fullName}/commit/${commit.sha}`,
    author: findByEmail(state, commit.author.email),
    committer: findByEmail(state, commit.committer.email),
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${api}/repos/${repository.fullName}/commits/${sha}`,
    })),
  };
}

function findByEmail(state: GithubState, email: string) {
  const account = state.accounts.find(({ emails }) => emails.includes(email));
  return account === undefined ? null : renderAccount(account);
}

/** A workflow run as its newest or a given attempt (REST schema `workflow-run`). */
export function renderRun(
  state: GithubState,
  repository: StoredRepository,
  run: StoredRun,
  attempt = run.attempts.length,
) {
  const url = `${api}/repos/${repository.fullName}/actions/runs/${run.id}`;
  const started = run.attempts[attempt - 1];
  return {
    id: run.id,
    name: run.workflow,
    node_id: nodeId('WFR', run.id),
    head_branch: run.headBranch,
    head_sha: run.headSha,
    path: `.github/workflows/${run.workflow}`,
    run_number: run.id,
    run_attempt: attempt,
    event: run.event,
    status: run.waiting.length > 0 ? 'waiting' : 'in_progress',
    conclusion: null,
    url,
    html_url: `https://github.com/${repository.fullName}/actions/runs/${run.id}`,
    created_at: formatSeconds(run.createdAt),
    updated_at: formatSeconds(started?.startedAt ?? run.createdAt),
    run_started_at: formatSeconds(started?.startedAt ?? run.createdAt),
    actor: renderLogin(state, run.actor),
    triggering_actor: renderLogin(state, started?.triggeringActor),
    repository: renderRepositoryLink(repository),
  };
}

/** A repository in short (REST schema `minimal-repository`). */
export function renderRepositoryLink(repository: StoredRepository) {
  const [owner = '', name = ''] = repository.fullName.split('/');
  return {
    id: repository.id,
    node_id: nodeId('R', repository.id),
    name,
    full_name: repository.fullName,
    private: repository.visibility === 'private',
    owner: { login: owner, type: 'Organization' },
    html_url: `https://github.com/${repository.fullName}`,
    url: `${api}/repos/${repository.fullName}`,
    default_branch: repository.defaultBranch,
    visibility: repository.visibility,
    created_at: repository.createdAt,
  };
}

/** A pull request (REST schema `pull-request-simple`, with the merge facts of the full one). */
export function renderPullRequest(state: GithubState, repository: StoredRepository, pull: StoredPullRequest) {
  return {
    id: repository.id + pull.number,
    number: pull.number,
    state: pull.state,
    title: pull.title,
    user: renderLogin(state, pull.author),
    merged_at: pull.mergedAt === undefined ? null : formatSeconds(pull.mergedAt),
    merge_commit_sha: pull.mergeSha ?? null,
    head: { ref: pull.headBranch, sha: pull.headSha },
    base: { ref: repository.defaultBranch, sha: pull.baseSha },
    url: `${api}/repos/${repository.fullName}/pulls/${pull.number}`,
    html_url: `https://github.com/${repository.fullName}/pull/${pull.number}`,
  };
}

/** An environment with its protection rules (REST schema `environment`; `can_admins_bypass` as go-github reads it). */
export function renderEnvironment(
  state: GithubState,
  repository: StoredRepository,
  environment: StoredEnvironment,
) {
  const url = `${api}/repos/${repository.fullName}/environments/${environment.name}`;
  return {
    id: environment.id,
    node_id: nodeId('EN', environment.id),
    name: environment.name,
    url,
    html_url: `https://github.com/${repository.fullName}/deployments/activity_log?environments_filter=${environment.name}`,
    created_at: repository.createdAt,
    updated_at: repository.createdAt,
    can_admins_bypass: environment.canAdminsBypass,
    protection_rules: renderRules(state, environment),
    deployment_branch_policy: renderBranchPolicy(environment),
  };
}

function renderRules(state: GithubState, environment: StoredEnvironment) {
  const reviewers = environment.reviewers.map((login) => ({
    type: 'User',
    reviewer: renderLogin(state, login),
  }));
  const review = {
    id: environment.id + 1,
    node_id: nodeId('GA', environment.id + 1),
    type: 'required_reviewers',
    prevent_self_review: environment.preventSelfReview,
    reviewers,
  };
  const branch = { id: environment.id + 2, node_id: nodeId('GA', environment.id + 2), type: 'branch_policy' };
  return [
    ...(reviewers.length === 0 ? [] : [review]),
    ...(environment.branchPolicy === 'none' ? [] : [branch]),
  ];
}

function renderBranchPolicy({ branchPolicy }: StoredEnvironment) {
  if (branchPolicy === 'none') return null;
  return {
    protected_branches: branchPolicy === 'protected',
    custom_branch_policies: branchPolicy === 'custom',
  };
}

function formatSeconds(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

function nodeId(kind: string, id: number): string {
  return `${kind}_${Buffer.from(`${kind}${id}`).toString('base64url')}`;
}
