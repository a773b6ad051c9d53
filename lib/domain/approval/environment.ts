import type { EnvironmentSettings } from './types.ts';

/** Everything about an environment that would let somebody approve or bypass who must not; empty when it is safe. */
export function listEnvironmentProblems(
  settings: EnvironmentSettings | undefined,
  branch: string,
): readonly string[] {
  if (settings === undefined) return ['the environment does not exist'];
  const problems: readonly [boolean, string][] = [
    [settings.canAdminsBypass, 'administrators may bypass the protection'],
    [!settings.preventSelfReview, 'self-review is not prevented'],
    [settings.reviewerCount < 1, 'no reviewer is required'],
    [!isOnlyBranch(settings, branch), `deployment branches are not exactly "${branch}"`],
  ];
  return problems.filter(([isProblem]) => isProblem).map(([, text]) => text);
}

function isOnlyBranch(settings: EnvironmentSettings, branch: string): boolean {
  const [pattern, ...others] = settings.branchPatterns;
  return settings.branchPolicy === 'custom' && pattern === branch && others.length === 0;
}
