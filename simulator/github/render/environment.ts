import type { GithubState, StoredEnvironment, StoredRepository } from '../state.ts';
import { renderLogin } from './account.ts';
import { apiUrl, nodeId } from './text.ts';

/** An environment with its protection rules (REST schema `environment`; `can_admins_bypass` as go-github reads it). */
export function renderEnvironment(
  state: GithubState,
  repository: StoredRepository,
  environment: StoredEnvironment,
) {
  return {
    ...renderEnvironmentLink(repository, environment),
    created_at: repository.createdAt,
    updated_at: repository.createdAt,
    can_admins_bypass: environment.canAdminsBypass,
    protection_rules: renderRules(state, environment),
    deployment_branch_policy: renderBranchPolicy(environment),
  };
}

/** An environment as deployments and approvals name it. */
export function renderEnvironmentLink(repository: StoredRepository, { id, name }: StoredEnvironment) {
  return {
    id,
    node_id: nodeId('EN', id),
    name,
    url: `${apiUrl}/repos/${repository.fullName}/environments/${encodeURIComponent(name)}`,
    html_url: `https://github.com/${repository.fullName}/deployments/activity_log?environments_filter=${encodeURIComponent(name)}`,
  };
}

/** Who may review, in the form of both rules and pending deployments. */
export function renderReviewers(state: GithubState, { reviewers }: StoredEnvironment) {
  return reviewers.map((login) => ({ type: 'User', reviewer: renderLogin(state, login) }));
}

function renderRules(state: GithubState, environment: StoredEnvironment) {
  const describe = (at: number, type: string) => ({
    id: environment.id + at,
    node_id: nodeId('GA', environment.id + at),
    type,
  });
  const { waitMinutes = 0, branchPolicy, preventSelfReview } = environment;
  const reviewers = renderReviewers(state, environment);
  const review = {
    ...describe(1, 'required_reviewers'),
    prevent_self_review: preventSelfReview,
    reviewers,
  };
  return [
    ...(waitMinutes === 0 ? [] : [{ ...describe(3, 'wait_timer'), wait_timer: waitMinutes }]),
    ...(reviewers.length === 0 ? [] : [review]),
    ...(branchPolicy === 'none' ? [] : [describe(2, 'branch_policy')]),
  ];
}

function renderBranchPolicy({ branchPolicy }: StoredEnvironment) {
  if (branchPolicy === 'none') return null;
  return {
    protected_branches: branchPolicy === 'protected',
    custom_branch_policies: branchPolicy === 'custom',
  };
}
