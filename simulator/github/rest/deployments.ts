import * as v from 'valibot';
import { RefusalError, explainReviewRefusal } from '../hub/index.ts';
import { renderEnvironmentLink, renderLogin, renderReviewers } from '../render/index.ts';
import type { StoredEnvironment } from '../state.ts';
import { readBody } from './body.ts';
import { readRun } from './runs.ts';
import type { Route, RouteCall } from './types.ts';

export const deploymentRoutes: readonly Route[] = [
  {
    path: /^\/actions\/runs\/(?<run>\d+)\/approvals$/,
    permission: 'actions',
    answer: answerApprovals,
  },
  {
    path: /^\/actions\/runs\/(?<run>\d+)\/pending_deployments$/,
    permission: 'actions',
    answer: answerPending,
  },
  {
    // REST, "Review pending deployments for a workflow run": deployments, write.
    method: 'POST',
    path: /^\/actions\/runs\/(?<run>\d+)\/pending_deployments$/,
    permission: 'deployments',
    answer: answerReview,
  },
];

function answerApprovals(call: RouteCall): Response {
  const { repository, state, respond, world } = call;
  const isBypassShown = world.assume('github-bypass-in-approvals') === 'approved';
  const listed = readRun(call).approvals.filter(({ isBypass }) => isBypass !== true || isBypassShown);
  const approvals = listed.map(({ state: answer, comment, user, environment }) => ({
    state: answer,
    comment,
    environments: repository.environments
      .filter(({ name }) => name === environment)
      .map((each) => renderEnvironmentLink(repository, each)),
    user: renderLogin(state, user),
  }));
  return respond.json(approvals);
}

function listWaiting(call: RouteCall): readonly StoredEnvironment[] {
  const { waiting } = readRun(call);
  return call.repository.environments.filter(({ name }) => waiting.includes(name));
}

function answerPending(call: RouteCall): Response {
  const { repository, state, token, respond } = call;
  const run = readRun(call);
  const pending = listWaiting(call).map((environment) => {
    const { name, waitMinutes = 0 } = environment;
    const refusal = explainReviewRefusal(repository, run, { environment: name, login: token.login });
    return {
      environment: renderEnvironmentLink(repository, environment),
      wait_timer: waitMinutes,
      wait_timer_started_at: null,
      current_user_can_approve: refusal === undefined,
      reviewers: renderReviewers(state, environment),
    };
  });
  return respond.json(pending);
}

const ReviewBody = v.object({
  environment_ids: v.pipe(v.array(v.number()), v.minLength(1)),
  state: v.picklist(['approved', 'rejected']),
  comment: v.string(),
});

// All or none: one environment that this account may not review leaves the others waiting.
async function answerReview(call: RouteCall): Promise<Response> {
  const { repository, hub, token, respond } = call;
  const run = readRun(call);
  const { environment_ids: ids, state, comment } = await readBody(call.request, ReviewBody);
  const chosen = listWaiting(call).filter(({ id }) => ids.includes(id));
  if (chosen.length !== new Set(ids).size)
    throw new RefusalError(422, 'Validation Failed', ['environment_ids name what does not wait']);
  const answers = chosen.map(({ name }) => ({ environment: name, login: token.login, state, comment }));
  for (const answer of answers) {
    const reason = explainReviewRefusal(repository, run, answer);
    if (reason !== undefined) throw new RefusalError(422, reason);
  }
  for (const answer of answers) hub.review(repository.fullName, run.id, answer);
  return respond.json(
    chosen.map(({ name, id }) => ({ id, environment: name, ref: run.headBranch, sha: run.headSha })),
  );
}
