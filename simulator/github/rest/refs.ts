import * as v from 'valibot';
import { RefusalError, changeRef, findRef } from '../hub/index.ts';
import { apiUrl } from '../render/index.ts';
import { readBody } from './body.ts';
import type { Route, RouteCall } from './types.ts';

const permission = 'contents';

/** https://docs.github.com/rest/git/refs */
export const refRoutes: readonly Route[] = [
  { path: /^\/git\/ref\/(?<ref>.+)$/, permission, answer: answerRef },
  { path: /^\/git\/matching-refs\/(?<ref>.*)$/, permission, answer: answerMatching },
  { method: 'POST', path: /^\/git\/refs$/, permission, answer: answerCreate },
  { method: 'PATCH', path: /^\/git\/refs\/(?<ref>.+)$/, permission, answer: answerUpdate },
  { method: 'DELETE', path: /^\/git\/refs\/(?<ref>.+)$/, permission, answer: answerDelete },
];

function readRef({ groups }: RouteCall): string {
  return `refs/${groups['ref'] ?? ''}`;
}

async function answerRef(call: RouteCall): Promise<Response> {
  const { repository, respond, parts } = call;
  const ref = readRef(call);
  const sha = await findRef(parts, repository.fullName, ref);
  return sha === undefined ? respond.error(404, 'Not Found') : respond.json(renderRef(call, ref, sha));
}

// Every ref that begins so, whether or not one is called so.
async function answerMatching(call: RouteCall): Promise<Response> {
  const start = readRef(call);
  const all = [...(await call.git.refs(call.repository.fullName, 'refs/'))];
  const found = all.filter(([ref]) => ref.startsWith(start));
  return call.respond.json(found.map(([ref, sha]) => renderRef(call, ref, sha)));
}

const sha = v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/, 'sha is no commit'));
const CreateBody = v.object({ ref: v.string(), sha });

async function answerCreate(call: RouteCall): Promise<Response> {
  const { repository, token, parts, respond } = call;
  const order = await readBody(call.request, CreateBody);
  // "If it doesn't start with 'refs' and have at least two slashes, it will be rejected."
  if (!/^refs\/[^/]+\/[^/].*$/.test(order.ref))
    throw new RefusalError(422, "Reference name must start with 'refs/' and have at least two slashes.");
  if ((await findRef(parts, repository.fullName, order.ref)) !== undefined)
    throw new RefusalError(422, 'Reference already exists');
  await changeRef(parts, repository, { ...order, token });
  return respond.created(renderRef(call, order.ref, order.sha));
}

const UpdateBody = v.object({ sha, force: v.optional(v.boolean(), false) });

async function answerUpdate(call: RouteCall): Promise<Response> {
  const { repository, token, parts, respond } = call;
  const { force: isForced, ...order } = await readBody(call.request, UpdateBody);
  const ref = readRef(call);
  await assertThere(call, ref);
  await changeRef(parts, repository, { ref, ...order, isForced, token });
  return respond.json(renderRef(call, ref, order.sha));
}

async function answerDelete(call: RouteCall): Promise<Response> {
  const { repository, token, parts, respond } = call;
  const ref = readRef(call);
  await assertThere(call, ref);
  await changeRef(parts, repository, { ref, sha: undefined, token });
  return respond.empty(204);
}

async function assertThere({ repository, parts }: RouteCall, ref: string): Promise<void> {
  if ((await findRef(parts, repository.fullName, ref)) === undefined)
    throw new RefusalError(422, 'Reference does not exist');
}

function renderRef({ repository }: RouteCall, ref: string, commit: string) {
  const url = `${apiUrl}/repos/${repository.fullName}/git`;
  return {
    ref,
    url: `${url}/${ref}`,
    object: { type: 'commit', sha: commit, url: `${url}/commits/${commit}` },
  };
}
