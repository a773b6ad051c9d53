import * as v from 'valibot';
import { RefusalError, addAsset, createRelease, deleteRelease, publishRelease } from '../hub/index.ts';
import { renderAsset, renderRelease } from '../render/index.ts';
import type { StoredRelease } from '../state.ts';
import { readBody } from './body.ts';
import { linkHeader, readPage, takePage } from './respond.ts';
import type { Route, RouteCall } from './types.ts';

const permission = 'contents';
const one = /^\/releases\/(?<release>\d+)$/;

/** https://docs.github.com/rest/releases */
export const releaseRoutes: readonly Route[] = [
  { path: /^\/releases$/, permission, answer: answerList },
  { method: 'POST', path: /^\/releases$/, permission, answer: answerCreate },
  { path: /^\/releases\/latest$/, permission, answer: answerLatest },
  { path: /^\/releases\/tags\/(?<tag>.+)$/, permission, answer: answerByTag },
  { path: /^\/releases\/assets\/(?<asset>\d+)$/, permission, answer: answerAsset },
  { path: one, permission, answer: (call) => answerRelease(call, readRelease(call)) },
  { method: 'PATCH', path: one, permission, answer: answerChange },
  { method: 'DELETE', path: one, permission, answer: answerDelete },
  {
    host: 'uploads.github.com',
    method: 'POST',
    path: /^\/releases\/(?<release>\d+)\/assets$/,
    permission,
    answer: answerUpload,
  },
];

function answerRelease({ state, repository, respond }: RouteCall, release: StoredRelease): Response {
  return respond.json(renderRelease(state, repository, release));
}

// Drafts are there for those who may write alone.
function listVisible({ repository, token }: RouteCall): readonly StoredRelease[] {
  const all = repository.releases ?? [];
  return token.permissions['contents'] === 'write' ? all : all.filter(({ isDraft }) => !isDraft);
}

function readRelease(call: RouteCall): StoredRelease {
  const found = listVisible(call).find(({ id }) => id === Number(call.groups['release']));
  if (found === undefined) throw new RefusalError(404, 'Not Found');
  return found;
}

function answerList(call: RouteCall): Response {
  const { url, state, repository, respond } = call;
  const all = listVisible(call).toReversed();
  const page = readPage(url);
  const shown = takePage(all, page).map((each) => renderRelease(state, repository, each));
  return respond.json(shown, linkHeader(url, page, all.length));
}

// "The most recent non-prerelease, non-draft release".
function answerLatest(call: RouteCall): Response {
  const found = call.repository.releases?.findLast(({ isDraft, isPrerelease }) => !isDraft && !isPrerelease);
  return found === undefined ? call.respond.error(404, 'Not Found') : answerRelease(call, found);
}

// "Get a published release with the specified tag."
function answerByTag(call: RouteCall): Response {
  const found = call.repository.releases?.find(({ isDraft, tag }) => !isDraft && tag === call.groups['tag']);
  return found === undefined ? call.respond.error(404, 'Not Found') : answerRelease(call, found);
}

async function answerAsset({ groups, request, repository, state, world, respond }: RouteCall) {
  const all = repository.releases?.flatMap(({ assets }) => assets) ?? [];
  const found = all.find(({ id }) => id === Number(groups['asset']));
  if (found === undefined) return respond.error(404, 'Not Found');
  if (request.headers.get('accept') !== 'application/octet-stream')
    return respond.json(renderAsset(state, repository, found));
  const bytes = await world.blobs.read(found.digest);
  return respond.bytes(bytes ?? new Uint8Array(), found.contentType);
}

const CreateBody = v.strictObject({
  tag_name: v.pipe(v.string(), v.nonEmpty()),
  target_commitish: v.optional(v.string()),
  name: v.nullish(v.string()),
  body: v.nullish(v.string()),
  draft: v.optional(v.boolean(), false),
  prerelease: v.optional(v.boolean(), false),
  make_latest: v.optional(v.picklist(['true', 'false', 'legacy'])),
});

async function answerCreate(call: RouteCall): Promise<Response> {
  const { repository, parts, token, state, respond } = call;
  const body = await readBody(call.request, CreateBody);
  const release = await createRelease(parts, repository, {
    ...{ tag: body.tag_name, target: body.target_commitish ?? repository.defaultBranch, token },
    ...{ name: body.name ?? body.tag_name, body: body.body ?? '' },
    ...{ isDraft: body.draft, isPrerelease: body.prerelease },
  });
  return respond.created(renderRelease(state, repository, release));
}

const ChangeBody = v.strictObject({
  tag_name: v.optional(v.string()),
  name: v.nullish(v.string()),
  body: v.nullish(v.string()),
  draft: v.optional(v.boolean()),
  make_latest: v.optional(v.picklist(['true', 'false', 'legacy'])),
});

async function answerChange(call: RouteCall): Promise<Response> {
  const { repository, parts, token } = call;
  const release = readRelease(call);
  const { tag_name: tag, name, body, draft } = await readBody(call.request, ChangeBody);
  if (tag !== undefined && tag !== release.tag)
    throw new RefusalError(422, 'The simulated GitHub does not rename the tag of a release.');
  if (draft === true && !release.isDraft)
    throw new RefusalError(422, 'The simulated GitHub makes no draft of a published release.');
  if (typeof name === 'string') release.name = name;
  if (typeof body === 'string') release.body = body;
  if (draft === false && release.isDraft) await publishRelease(parts, repository, release, token);
  parts.state.touch();
  return answerRelease(call, release);
}

function answerDelete(call: RouteCall): Response {
  deleteRelease(call.parts, call.repository, readRelease(call));
  return call.respond.empty(204);
}

async function answerUpload(call: RouteCall): Promise<Response> {
  const { url, request, token, parts, state, repository, respond } = call;
  const release = readRelease(call);
  const name = url.searchParams.get('name') ?? '';
  if (name === '') throw new RefusalError(422, 'Validation Failed', ['name is missing']);
  const contentType = request.headers.get('content-type') ?? '';
  if (contentType === '') throw new RefusalError(422, 'Validation Failed', ['content_type is missing']);
  const bytes = new Uint8Array(await request.arrayBuffer());
  const asset = await addAsset(parts, release, { name, contentType, bytes, login: token.login });
  return respond.created(renderAsset(state, repository, asset));
}
