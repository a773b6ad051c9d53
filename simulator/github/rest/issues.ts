import * as v from 'valibot';
import { RefusalError } from '../hub/index.ts';
import { apiUrl, formatSeconds, nodeId, renderLogin } from '../render/index.ts';
import type { StoredComment, StoredIssue } from '../state.ts';
import { readBody } from './body.ts';
import { linkHeader, readPage, takePage } from './respond.ts';
import type { Route, RouteCall } from './types.ts';

// A pull request is an issue: either permission is enough for its comments (REST, "Create an issue comment").
const permission = ['issues', 'pull-requests'];
/** A comment has no more characters ("body is too long (maximum is 65536 characters)"). */
const maxBodyLength = 65_536;

export const issueRoutes: readonly Route[] = [
  { path: /^\/issues$/, permission: 'issues', answer: answerIssues },
  { method: 'POST', path: /^\/issues$/, permission: 'issues', answer: answerOpen },
  { method: 'PATCH', path: /^\/issues\/(?<number>\d+)$/, permission: 'issues', answer: answerChange },
  { path: /^\/issues\/(?<number>\d+)\/comments$/, permission, answer: answerComments },
  { method: 'POST', path: /^\/issues\/(?<number>\d+)\/comments$/, permission, answer: answerAdd },
  { path: /^\/issues\/comments\/(?<id>\d+)$/, permission, answer: answerComment },
  { method: 'PATCH', path: /^\/issues\/comments\/(?<id>\d+)$/, permission, answer: answerEdit },
  { method: 'DELETE', path: /^\/issues\/comments\/(?<id>\d+)$/, permission, answer: answerRemove },
];

function renderComment({ state, repository }: RouteCall, comment: StoredComment) {
  const { id, number, user, body, createdAt, updatedAt } = comment;
  const base = `${apiUrl}/repos/${repository.fullName}/issues`;
  return {
    id,
    node_id: nodeId('IC', id),
    body,
    user: renderLogin(state, user),
    created_at: formatSeconds(createdAt),
    updated_at: formatSeconds(updatedAt),
    url: `${base}/comments/${id}`,
    issue_url: `${base}/${number}`,
    html_url: `https://github.com/${repository.fullName}/pull/${number}#issuecomment-${id}`,
  };
}

function renderIssue({ state, repository }: RouteCall, issue: StoredIssue) {
  const { number, title, body, user, labels, createdAt, updatedAt } = issue;
  return {
    id: repository.id + number,
    ...{ number, title, body, state: issue.state, labels: labels.map((name) => ({ name })) },
    user: renderLogin(state, user),
    created_at: formatSeconds(createdAt),
    updated_at: formatSeconds(updatedAt),
    url: `${apiUrl}/repos/${repository.fullName}/issues/${number}`,
    html_url: `https://github.com/${repository.fullName}/issues/${number}`,
  };
}

function answerIssues(call: RouteCall): Response {
  const { repository, url, respond } = call;
  const wanted = url.searchParams.get('state') ?? 'open';
  const labels = (url.searchParams.get('labels') ?? '').split(',').filter((label) => label !== '');
  const found = repository.issues
    .filter((issue) => wanted === 'all' || issue.state === wanted)
    .filter((issue) => labels.every((label) => issue.labels.includes(label)))
    .toReversed();
  const page = readPage(url);
  const shown = takePage(found, page).map((issue) => renderIssue(call, issue));
  return respond.json(shown, linkHeader(url, page, found.length));
}

const OpenBody = v.object({
  title: v.pipe(v.string(), v.nonEmpty()),
  body: v.nullish(v.string(), ''),
  labels: v.optional(v.array(v.string()), []),
});

async function answerOpen(call: RouteCall): Promise<Response> {
  const { title, body, labels } = await readBody(call.request, OpenBody);
  const order = { title, body, labels, user: call.token.login };
  return call.respond.created(renderIssue(call, call.hub.openIssue(call.repository.fullName, order)));
}

const ChangeBody = v.object({
  title: v.optional(v.string()),
  body: v.nullish(v.string()),
  state: v.optional(v.picklist(['open', 'closed'])),
});

async function answerChange(call: RouteCall): Promise<Response> {
  const { repository, groups, parts, world, respond } = call;
  const issue = repository.issues.find(({ number }) => number === Number(groups['number']));
  if (issue === undefined) return respond.error(404, 'Not Found');
  const { title = issue.title, body, state = issue.state } = await readBody(call.request, ChangeBody);
  Object.assign(issue, { title, body: body ?? issue.body, state, updatedAt: world.clock.now() });
  parts.state.touch();
  return respond.json(renderIssue(call, issue));
}

// Oldest first. https://docs.github.com/rest/issues/comments#list-issue-comments
function answerComments(call: RouteCall): Response {
  const { repository, groups, url, respond } = call;
  const number = Number(groups['number']);
  assertIssue(call, number);
  const found = repository.comments.filter((comment) => comment.number === number);
  const page = readPage(url);
  const shown = takePage(found, page).map((comment) => renderComment(call, comment));
  return respond.json(shown, linkHeader(url, page, found.length));
}

function assertIssue({ repository }: RouteCall, number: number): void {
  const isKnown = [...repository.issues, ...repository.pullRequests].some((each) => each.number === number);
  if (!isKnown) throw new RefusalError(404, 'Not Found');
}

const CommentBody = v.object({ body: v.pipe(v.string(), v.nonEmpty()) });

async function readComment(call: RouteCall): Promise<string> {
  const { body } = await readBody(call.request, CommentBody);
  if (body.length > maxBodyLength)
    throw new RefusalError(422, 'Validation Failed', ['body is too long (maximum is 65536 characters)']);
  return body;
}

async function answerAdd(call: RouteCall): Promise<Response> {
  const { repository, groups, hub, token, respond } = call;
  const number = Number(groups['number']);
  assertIssue(call, number);
  const order = { number, user: token.login, body: await readComment(call) };
  return respond.created(renderComment(call, await hub.addComment(repository.fullName, order)));
}

function findComment({ repository, groups }: RouteCall): StoredComment {
  const comment = repository.comments.find(({ id }) => id === Number(groups['id']));
  if (comment === undefined) throw new RefusalError(404, 'Not Found');
  return comment;
}

function answerComment(call: RouteCall): Response {
  return call.respond.json(renderComment(call, findComment(call)));
}

async function answerEdit(call: RouteCall): Promise<Response> {
  const comment = findComment(call);
  comment.body = await readComment(call);
  comment.updatedAt = call.world.clock.now();
  call.parts.state.touch();
  return answerComment(call);
}

function answerRemove(call: RouteCall): Response {
  const { comments } = call.repository;
  comments.splice(comments.indexOf(findComment(call)), 1);
  call.parts.state.touch();
  return call.respond.empty(204);
}
