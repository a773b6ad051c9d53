import { accounts, environments, repository } from '../estate/index.ts';
import type { Slice, World } from '../world/index.ts';

export interface StoredAccount {
  readonly login: string;
  readonly id: number;
  readonly type: 'User' | 'Bot';
  readonly name: string;
  /** Addresses that GitHub knows as this account's. */
  readonly emails: readonly string[];
}

export interface StoredEnvironment {
  readonly id: number;
  readonly name: string;
  reviewers: string[];
  preventSelfReview: boolean;
  canAdminsBypass: boolean;
  branchPolicy: 'none' | 'protected' | 'custom';
  branchPatterns: string[];
}

export interface StoredPullRequest {
  readonly number: number;
  readonly title: string;
  readonly author: string;
  readonly headBranch: string;
  readonly headSha: string;
  readonly baseSha: string;
  state: 'open' | 'closed';
  mergedBy?: string;
  mergeSha?: string;
  mergedAt?: number;
}

export interface StoredRun {
  readonly id: number;
  readonly workflow: string;
  readonly event: string;
  readonly headSha: string;
  readonly headBranch: string;
  readonly actor: string;
  readonly createdAt: number;
  /** One entry an attempt: who started it. */
  readonly attempts: { triggeringActor: string; startedAt: number }[];
  readonly approvals: StoredApproval[];
  /** Environments that wait for a review. */
  waiting: string[];
}

export interface StoredApproval {
  readonly state: 'approved' | 'rejected';
  readonly user: string;
  readonly comment: string;
  readonly environment: string;
}

export interface StoredRepository {
  readonly id: number;
  readonly fullName: string;
  readonly visibility: 'private' | 'public';
  readonly defaultBranch: string;
  readonly createdAt: string;
  readonly environments: StoredEnvironment[];
  readonly pullRequests: StoredPullRequest[];
  readonly runs: StoredRun[];
  /** Commits that GitHub signed itself (made by its web pages). */
  readonly verified: string[];
}

/** A job's token, kept by its SHA-256 alone. */
export interface StoredToken {
  readonly repository: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly expiresAt: number;
}

export interface GithubState {
  readonly accounts: StoredAccount[];
  readonly repositories: StoredRepository[];
  readonly tokens: Record<string, StoredToken>;
  nextId: number;
}

/** The simulated GitHub's part of the world, seeded from the estate. */
export function openState(world: World): Slice<GithubState> {
  return world.slice('github', () => ({
    accounts: accounts.map(({ email, ...rest }) => ({ ...rest, emails: [email] })),
    repositories: [buildRepository()],
    tokens: {},
    nextId: 19_400_000_000,
  }));
}

function buildRepository(): StoredRepository {
  const { id, fullName, visibility, defaultBranch, createdAt } = repository;
  const seeded = environments.map(({ branches, adminBypass, reviewers, ...rest }): StoredEnvironment => ({
    ...rest,
    reviewers: [...reviewers],
    canAdminsBypass: adminBypass,
    branchPolicy: 'custom',
    branchPatterns: [...branches],
  }));
  return {
    id,
    fullName,
    visibility,
    defaultBranch,
    createdAt,
    environments: seeded,
    pullRequests: [],
    runs: [],
    verified: [],
  };
}
