import * as v from 'valibot';
import { RefusalError } from '../hub/index.ts';
import { apiUrl, renderFullPullRequest, renderPullRequest, renderReview } from '../render/index.ts';
import type { StoredPullRequest } from '../state.ts';
import { readBody } from './body.ts';
import { linkHeader, readPage, takePage } from './respond.ts';
import type { Route, RouteCall } from './types.ts';

const permission = 'pull-requests';

export const pullRoutes: readonly Route[] = [
  { path: /^\/pulls$/, permission, answer: answerList },
  { method: 'POST', path: /^\/pulls$/, permission, answer: answerOpen },
  { path: /^\/pulls\/(?<number>\d+)$/, permission, answer: answerPull },
  { method: 'PATCH', path: /^\/pulls\/(?<number>\d+)$/, permission, answer: answerChange },
  { path: /^\/pulls\/(?<number>\d+)\/files$/, permission, answer: answerFiles },
  { path: /^\/pulls\/(?<number>\d+)\/reviews$/, permission, answer: answerReviews },
  { method: 'POST', path: /^\/pulls\/(?<number>\d+)\/reviews$/, permission, answer: answerReview },
  // A merge writes contents (REST, "Merge a pull request").
  { method: 'PUT', path: /^\/pulls\/(?<number>\d+)\/merge$/, permission: 'contents', answer: answerMerge },
];

function readPull({ groups, repository }: RouteCall): StoredPullRequest {
  const pull = repository.pullRequests.find(({ number }) => number === Number(groups['number']));
  if (pull === undefined) throw new RefusalError(404, 'Not Found');
  return pull;
}

// Newest first, open ones unless asked otherwise.
function answerList({ url, repository, state, respond }: RouteCall): Response {
  const query = (name: string): string | null => url.searchParams.get(name);
  const wanted = query('state') ?? 'open';
  const head = query('head');
  const found = repository.pullRequests
    .filter((pull) => wanted === 'all' || pull.state === wanted)
    .filter(({ baseBranch }) => query('base') === null || baseBranch === query('base'))
    .filter(
      ({ headRepository, headBranch }) =>
        head === null || head === `${headRepository.split('/')[0] ?? ''}:${headBranch}`,
    )
    .toReversed();
  const page = readPage(url);
  const shown = takePage(found, page).map((pull) => renderPullRequest(state, repository, pull));
  return respond.json(shown, linkHeader(url, page, found.length));
}

const OpenBody = v.object({
  title: v.string(),
  head: v.string(),
  base: v.string(),
  body: v.nullish(v.string(), ''),
  draft: v.optional(v.boolean(), false),
});

// `head` names a fork as `owner:branch` (REST, "Create a pull request").
async function answerOpen(call: RouteCall): Promise<Response> {
  const { repository, hub, token, state, respond } = call;
  const { title, head, base, body, draft } = await readBody(call.request, OpenBody);
  const [branch = '', owner] = head.split(':').toReversed();
  const name = repository.fullName.split('/')[1] ?? '';
  const from = owner === undefined ? repository.fullName : `${owner}/${name}`;
  const isKnown = await call.git.tip(from, `refs/heads/${branch}`).catch(() => undefined);
  if (isKnown === undefined) throw new RefusalError(422, 'Validation Failed', ['head is invalid']);
  const order = { title, body, author: token.login, branch, base, from, isDraft: draft };
  const pull = await hub.openPullRequest(repository.fullName, order);
  return respond.created(renderFullPullRequest(state, repository, pull));
}

function answerPull(call: RouteCall): Response {
  return call.respond.json(renderFullPullRequest(call.state, call.repository, readPull(call)));
}

const ChangeBody = v.object({
  title: v.optional(v.string()),
  body: v.nullish(v.string()),
  state: v.optional(v.picklist(['open', 'closed'])),
});

async function answerChange(call: RouteCall): Promise<Response> {
  const { repository, hub, token, parts } = call;
  const pull = readPull(call);
  const { title, body, state } = await readBody(call.request, ChangeBody);
  if (title !== undefined) pull.title = title;
  if (typeof body === 'string') pull.body = body;
  parts.state.touch();
  if (state !== undefined)
    await hub.setPullState(repository.fullName, { number: pull.number, state, actor: token.login });
  return answerPull(call);
}

const statusNames: Readonly<Record<string, string>> = {
  A: 'added',
  M: 'modified',
  D: 'removed',
  T: 'changed',
};

async function answerFiles(call: RouteCall): Promise<Response> {
  const { repository, git, url, respond } = call;
  const { baseSha, headSha } = readPull(call);
  const changes = [...(await git.changedPaths(repository.fullName, baseSha, headSha))];
  const page = readPage(url);
  const shown = takePage(changes, page).map(([filename, status]) => ({
    filename,
    status: statusNames[status] ?? 'changed',
    contents_url: `${apiUrl}/repos/${repository.fullName}/contents/${filename}?ref=${headSha}`,
  }));
  return respond.json(shown, linkHeader(url, page, changes.length));
}

// Oldest first. https://docs.github.com/rest/pulls/reviews#list-reviews-for-a-pull-request
function answerReviews(call: RouteCall): Response {
  const { repository, state, url, respond } = call;
  const pull = readPull(call);
  const page = readPage(url);
  const shown = takePage(pull.reviews, page).map((each) => renderReview(state, { repository, pull }, each));
  return respond.json(shown, linkHeader(url, page, pull.reviews.length));
}

const ReviewBody = v.object({
  event: v.picklist(['APPROVE', 'REQUEST_CHANGES', 'COMMENT']),
  body: v.nullish(v.string(), ''),
  commit_id: v.optional(v.string()),
});
const reviewStates = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
} as const;

async function answerReview(call: RouteCall): Promise<Response> {
  const { repository, hub, token, state, respond } = call;
  const pull = readPull(call);
  const { event, body, commit_id: commit } = await readBody(call.request, ReviewBody);
  const order = {
    number: pull.number,
    login: token.login,
    state: reviewStates[event],
    body,
    commit,
  };
  const review = await hub.reviewPullRequest(repository.fullName, order);
  return respond.json(renderReview(state, { repository, pull }, review));
}

const MergeBody = v.object({
  sha: v.optional(v.string()),
  merge_method: v.optional(v.picklist(['merge', 'squash', 'rebase'])),
});

async function answerMerge(call: RouteCall): Promise<Response> {
  const { repository, hub, token, respond } = call;
  const { number } = readPull(call);
  const { sha, merge_method: method } = await readBody(call.request, MergeBody);
  const merged = await hub.merge(repository.fullName, { number, merger: token.login, method, sha });
  return respond.json({ sha: merged, merged: true, message: 'Pull Request successfully merged' });
}
