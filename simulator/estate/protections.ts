/** What an account may do with a repository. https://docs.github.com/organizations/managing-user-access-to-your-organizations-repositories/managing-repository-roles/repository-roles-for-an-organization */
export type RepositoryRole = 'read' | 'triage' | 'write' | 'maintain' | 'admin';

/** A rule for branches. https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/managing-protected-branches/about-protected-branches */
export interface BranchProtection {
  /** A branch name, `*` for any part of one. */
  readonly pattern: string;
  /** Changes come by pull requests alone, each with so many approvals; undefined lets anybody with write push. */
  readonly requiredApprovals?: number;
  /** A push to the head branch takes approvals back. */
  readonly dismissStaleReviews: boolean;
  /** Contexts that must have succeeded on the head. */
  readonly requiredChecks: readonly string[];
  /** Without it administrators may merge and push past the rule. */
  readonly enforceAdmins: boolean;
  readonly allowForcePushes: boolean;
}

/** The rules of the estate's repository. */
export const protections: readonly BranchProtection[] = [
  {
    pattern: 'main',
    requiredApprovals: 1,
    dismissStaleReviews: true,
    requiredChecks: [],
    enforceAdmins: false,
    allowForcePushes: false,
  },
];

/** https://docs.github.com/code-security/concepts/supply-chain-security/immutable-releases */
export const immutableReleases = true;

/** Who may do what in it. */
export const collaborators: Readonly<Record<string, RepositoryRole>> = {
  'platform-engineer': 'admin',
  'workload-developer': 'write',
  'release-approver': 'write',
  'second-approver': 'write',
};
