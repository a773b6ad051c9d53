import { find, readPages } from './api.ts';
import { toAccount, toProtection } from './facts.ts';
import { actions } from './repository.ts';
import type { Repository } from './repository.ts';
import { ApprovalsBody, BranchPoliciesBody, EnvironmentBody } from './schema.ts';
import type { DeploymentApproval, EnvironmentProtection } from './types.ts';

const maxPatterns = 200;
const maxApprovals = 1000;

/** Who approved the deployments of a run: https://docs.github.com/rest/actions/workflow-runs#get-the-review-history-for-a-workflow-run */
export async function listApprovals(
  { api, base }: Repository,
  runId: number,
): Promise<readonly DeploymentApproval[]> {
  const call = actions(`${base}/actions/runs/${runId}/approvals`);
  const pages = await readPages(api, call, ApprovalsBody, {
    maxEntries: maxApprovals,
    count: ({ length }) => length,
  });
  return pages.flat().map(({ state, user, comment, environments }) => {
    return { state, user: toAccount(user), comment, environments: environments.map(({ name }) => name) };
  });
}

/** The protection of an environment: https://docs.github.com/rest/deployments/environments#get-an-environment */
export async function findEnvironment(
  { api, base }: Repository,
  name: string,
): Promise<EnvironmentProtection | undefined> {
  const path = `${base}/environments/${encodeURIComponent(name)}`;
  const environment = await find(api, actions(path), EnvironmentBody);
  if (environment === undefined) return undefined;
  if (environment.deployment_branch_policy?.custom_branch_policies !== true)
    return toProtection(environment, []);
  const call = actions(`${path}/deployment-branch-policies?per_page=100`);
  const count = (page: { readonly branch_policies: readonly unknown[] }): number =>
    page.branch_policies.length;
  const pages = await readPages(api, call, BranchPoliciesBody, { maxEntries: maxPatterns, count });
  const patterns = pages.flatMap((page) => page.branch_policies);
  return toProtection(
    environment,
    patterns.map((pattern) => (pattern.type === 'tag' ? `refs/tags/${pattern.name}` : pattern.name)),
  );
}
