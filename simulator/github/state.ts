import {
  accounts,
  collaborators,
  environments,
  immutableReleases,
  protections,
  repository,
} from '../estate/index.ts';
import type { BranchProtection, RepositoryRole } from '../estate/index.ts';
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
  waitMinutes?: number;
  vars?: Record<string, string>;
  secrets?: Record<string, string>;
}

/** A review of a pull request, of the commit that was its head then. */
export interface StoredReview {
  readonly id: number;
  readonly user: string;
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED';
  readonly body: string;
  readonly commitId: string;
  readonly submittedAt: number;
}

export interface StoredPullRequest {
  readonly number: number;
  title: string;
  body: string;
  readonly author: string;
  /** Where the head branch lives: the repository itself, or a fork. */
  readonly headRepository: string;
  readonly headBranch: string;
  headSha: string;
  readonly baseBranch: string;
  baseSha: string;
  readonly createdAt: number;
  readonly isDraft: boolean;
  readonly reviews: StoredReview[];
  state: 'open' | 'closed';
  /** The commit of `refs/pull/<number>/merge`; undefined where base and head conflict. */
  testMergeSha?: string | undefined;
  closedAt?: number;
  mergedBy?: string;
  mergeSha?: string;
  mergedAt?: number;
}

/** A comment on an issue or a pull request. */
export interface StoredComment {
  readonly id: number;
  readonly number: number;
  readonly user: string;
  body: string;
  readonly createdAt: number;
  updatedAt: number;
}

export interface StoredIssue {
  readonly number: number;
  title: string;
  body: string;
  readonly user: string;
  state: 'open' | 'closed';
  labels: string[];
  readonly createdAt: number;
  updatedAt: number;
}

export interface StoredStatus {
  readonly id: number;
  readonly sha: string;
  readonly context: string;
  readonly state: 'error' | 'failure' | 'pending' | 'success';
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly creator: string;
  readonly createdAt: number;
}

export interface StoredCheckRun {
  readonly id: number;
  readonly headSha: string;
  readonly name: string;
  status: string;
  conclusion: string | null;
  output: { title: string | null; summary: string | null };
  detailsUrl: string | null;
  externalId: string;
  readonly startedAt: number;
  completedAt?: number;
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
  /** An administrator went past the reviewers. */
  readonly isBypass?: boolean;
}

/** A file of a release. */
export interface StoredAsset {
  readonly id: number;
  readonly name: string;
  readonly contentType: string;
  /** Of its bytes, which lie in the world's blobs. */
  readonly digest: string;
  readonly size: number;
  readonly login: string;
  readonly createdAt: number;
}

export interface StoredRelease {
  readonly id: number;
  readonly tag: string;
  readonly target: string;
  name: string;
  body: string;
  isDraft: boolean;
  readonly isPrerelease: boolean;
  /** Nothing but its name and notes can change any more, its tag included. */
  isImmutable: boolean;
  readonly author: string;
  readonly createdAt: number;
  publishedAt?: number;
  readonly assets: StoredAsset[];
}

/** An attestation: what it says is in its Sigstore bundle. */
export interface StoredAttestation {
  readonly id: number;
  /** `sha256:…` of what it speaks of. */
  readonly subjects: readonly string[];
  readonly predicateType: string;
  readonly bundle: Readonly<Record<string, unknown>>;
}

export interface StoredRepository {
  readonly id: number;
  readonly fullName: string;
  visibility: 'private' | 'public';
  readonly defaultBranch: string;
  readonly createdAt: string;
  /** The repository that this one is a fork of. */
  readonly parent?: string;
  readonly collaborators: Record<string, RepositoryRole>;
  readonly protections: BranchProtection[];
  readonly environments: StoredEnvironment[];
  readonly pullRequests: StoredPullRequest[];
  readonly issues: StoredIssue[];
  readonly comments: StoredComment[];
  readonly statuses: StoredStatus[];
  readonly checkRuns: StoredCheckRun[];
  readonly runs: StoredRun[];
  releases?: StoredRelease[];
  attestations?: StoredAttestation[];
  /** Publishing a release locks it, its files and its tag. */
  immutableReleases?: boolean;
  /** Tags of immutable releases that were removed. */
  spentTags?: string[];
  /** Commits that GitHub signed itself (made by its web pages). */
  readonly verified: string[];
  /** Variables and secrets of Actions. */
  vars?: Record<string, string>;
  secrets?: Record<string, string>;
  /** What GITHUB_TOKEN has where a workflow says nothing; GitHub's default for new repositories is `read`. */
  defaultPermissions?: 'read' | 'write';
  /** Whether runs of pull requests from forks may use self-hosted runners. */
  forkPullRequests?: { selfHosted: boolean };
}

/** A token, kept by its SHA-256 alone. */
export interface StoredToken {
  readonly repository: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly expiresAt: number;
  /** Whose it is: a person's, or `github-actions[bot]` for a job's. */
  readonly login: string;
}

export interface GithubState {
  readonly accounts: StoredAccount[];
  readonly repositories: StoredRepository[];
  readonly tokens: Record<string, StoredToken>;
  nextId: number;
}

/** The account behind a GITHUB_TOKEN. */
export const actionsBot = 'github-actions[bot]';

/** The simulated GitHub's part of the world, seeded from the estate. */
export function openState(world: World): Slice<GithubState> {
  return world.slice('github', () => ({
    accounts: accounts.map(({ email, ...rest }) => ({ ...rest, emails: [email] })),
    repositories: [buildEstateRepository()],
    tokens: {},
    nextId: 19_400_000_000,
  }));
}

/** Takes the next id of anything. */
export function takeId(state: Slice<GithubState>): number {
  state.value.nextId += 1;
  state.touch();
  return state.value.nextId;
}

/** A repository without any content. */
export function buildRepository(
  facts: Pick<StoredRepository, 'id' | 'fullName' | 'visibility' | 'defaultBranch' | 'createdAt'> &
    Partial<StoredRepository>,
): StoredRepository {
  return {
    collaborators: {},
    protections: [],
    environments: [],
    pullRequests: [],
    issues: [],
    comments: [],
    statuses: [],
    checkRuns: [],
    runs: [],
    verified: [],
    ...facts,
  };
}

function buildEstateRepository(): StoredRepository {
  const { id, fullName, visibility, defaultBranch, createdAt } = repository;
  const seeded = environments.map(({ branches, adminBypass, reviewers, ...rest }): StoredEnvironment => ({
    ...rest,
    reviewers: [...reviewers],
    canAdminsBypass: adminBypass,
    branchPolicy: 'custom',
    branchPatterns: [...branches],
  }));
  return buildRepository({
    ...{ id, fullName, visibility, defaultBranch, createdAt },
    collaborators: { ...collaborators },
    protections: protections.map((each) => ({ ...each })),
    environments: seeded,
    immutableReleases,
  });
}
