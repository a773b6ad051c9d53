/** An account of the simulated GitHub: a role, not a person. */
export interface EstateAccount {
  readonly login: string;
  readonly id: number;
  readonly type: 'User' | 'Bot';
  readonly name: string;
  readonly email: string;
}

export interface EstateEnvironment {
  readonly id: number;
  readonly name: string;
  readonly reviewers: readonly string[];
  readonly preventSelfReview: boolean;
  readonly adminBypass: boolean;
  /** Names of the branches that may deploy. */
  readonly branches: readonly string[];
}

export const organisation = { login: 'contoso', id: 51684213 } as const;

/** Created after 2026-07-15, so its OIDC subjects carry ids (GitHub changelog of that day). */
export const repository = {
  owner: organisation.login,
  name: 'lazaret',
  fullName: `${organisation.login}/lazaret`,
  id: 1043892716,
  visibility: 'private',
  defaultBranch: 'main',
  createdAt: '2026-08-03T08:00:00Z',
} as const;

/** GitHub's own account for commits that are made by its web pages. */
export const webFlow = account('web-flow', 19864447, 'Bot');

/** The account that GITHUB_TOKEN acts as. */
const actionsAccount: EstateAccount = {
  ...account('github-actions[bot]', 41898282, 'Bot'),
  email: '41898282+github-actions[bot]@users.noreply.github.com',
};

export const accounts: readonly EstateAccount[] = [
  account('workload-developer', 71500101, 'User'),
  account('platform-engineer', 71500102, 'User'),
  account('release-approver', 71500103, 'User'),
  account('second-approver', 71500104, 'User'),
  // No member: changes the repository by pull requests from a fork.
  account('outside-contributor', 71500105, 'User'),
  actionsAccount,
  webFlow,
];

export const environments: readonly EstateEnvironment[] = [
  environment(9201001, 'promote'),
  environment(9201002, 'production'),
  // One approval is enough for GitHub, so two people need two environments.
  environment(9201003, 'break-glass-first'),
  environment(9201004, 'break-glass'),
  environment(9201005, 'release'),
];

function account(login: string, id: number, type: 'User' | 'Bot'): EstateAccount {
  const email = type === 'Bot' ? 'noreply@github.com' : `${id}+${login}@users.noreply.github.com`;
  return { login, id, type, name: login, email };
}

function environment(id: number, name: string): EstateEnvironment {
  const reviewers = ['release-approver', 'second-approver'];
  return { id, name, reviewers, preventSelfReview: true, adminBypass: false, branches: ['main'] };
}
