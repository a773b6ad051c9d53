import type { BranchProtection, RepositoryRole } from '../../estate/index.ts';
import { actionsBot } from '../state.ts';
import type { StoredPullRequest, StoredRepository } from '../state.ts';

const roles: readonly RepositoryRole[] = ['read', 'triage', 'write', 'maintain', 'admin'];

/** Whether an account's role is at least that one. */
export function hasRole({ collaborators }: StoredRepository, login: string, role: RepositoryRole): boolean {
  // What a job may do is said by its token, not by a role.
  if (login === actionsBot) return role !== 'admin' && role !== 'maintain';
  const own = collaborators[login];
  return own !== undefined && roles.indexOf(own) >= roles.indexOf(role);
}

/** The rule that a branch falls under; patterns are fnmatch's, as GitHub's documentation says. */
export function findProtection(
  { protections }: StoredRepository,
  branch: string,
): BranchProtection | undefined {
  return protections.find(({ pattern }) => matchesPattern(branch, pattern));
}

/** Whether a branch fits a pattern: `*` stands for all but slashes, `**` for these too. */
export function matchesPattern(name: string, pattern: string): boolean {
  const source = pattern
    .split(/(\*\*|\*|\?)/)
    .map((part) => globParts[part] ?? part.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&'))
    .join('');
  return new RegExp(`^${source}$`).test(name);
}

const globParts: Readonly<Record<string, string>> = { '**': '.*', '*': '[^/]*', '?': '[^/]' };

/** Whether an administrator may go past the rule. */
export function mayBypass(repository: StoredRepository, login: string, rule: BranchProtection): boolean {
  return !rule.enforceAdmins && hasRole(repository, login, 'admin');
}

/**
 * What a merge still lacks, in GitHub's words.
 * https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/managing-protected-branches/about-protected-branches
 */
export function explainMissing(repository: StoredRepository, pull: StoredPullRequest): string | undefined {
  const rule = findProtection(repository, pull.baseBranch);
  if (rule === undefined) return undefined;
  const needed = rule.requiredApprovals ?? 0;
  const opinions = listOpinions(repository, pull);
  if (opinions.includes('CHANGES_REQUESTED')) return 'Changes requested by reviewer.';
  if (opinions.filter((each) => each === 'APPROVED').length < needed)
    return `At least ${needed} approving review is required by reviewers with write access.`;
  const missing = rule.requiredChecks.find((name) => !hasPassed(repository, pull.headSha, name));
  return missing === undefined ? undefined : `Required status check "${missing}" is expected.`;
}

// The last opinion of each reviewer with write access counts; a comment is none.
function listOpinions(repository: StoredRepository, { reviews, author }: StoredPullRequest) {
  const last = new Map<string, string>();
  for (const { user, state } of reviews) if (state !== 'COMMENTED') last.set(user, state);
  return [...last].flatMap(([user, state]) =>
    user !== author && hasRole(repository, user, 'write') ? [state] : [],
  );
}

function hasPassed({ statuses, checkRuns }: StoredRepository, sha: string, name: string): boolean {
  const status = statuses.findLast((each) => each.sha === sha && each.context === name);
  if (status !== undefined) return status.state === 'success';
  const check = checkRuns.findLast((each) => each.headSha === sha && each.name === name);
  return ['success', 'neutral', 'skipped'].includes(check?.conclusion ?? '');
}
