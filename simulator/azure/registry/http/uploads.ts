import { needBoth, needPush, needRepository } from '../access/needs.ts';
import type { Need, Reach } from '../access/types.ts';
import { fail } from '../store/failure.ts';
import type { Failure } from '../store/failure.ts';
import { failLocked, isWriteLocked } from '../store/locks.ts';
import { addBlob, hasBlob } from '../store/port.ts';
import { findRepository } from '../store/state.ts';
import { streamBody } from './body.ts';
import type { Call, Route } from './call.ts';
import { fileBlob } from './file-blob.ts';
import { isDigest, isRepository } from './names.ts';
import { renderEmpty, renderFailure } from './reply.ts';
import type { Upload } from './sessions.ts';

const start = /^\/v2\/(.+)\/blobs\/uploads\/?$/;
const path = /^\/v2\/(.+)\/blobs\/uploads\/([^/]+)$/;

/** Uploads: distribution-spec 1.1, "Pushing a blob monolithically", "… in chunks", "Mounting a blob from another repository". */
export const uploadRoutes: readonly Route[] = [
  { method: 'POST', path: start, handle: startUpload },
  { method: 'PATCH', path, handle: guarded(inTurn(appendChunk)) },
  { method: 'PUT', path, handle: guarded(inTurn(finishUpload)) },
  { method: 'GET', path, handle: guarded(async (call, upload) => renderProgress(call, upload, 204)) },
  { method: 'DELETE', path, handle: guarded(cancelUpload) },
];

async function startUpload(call: Call): Promise<Response> {
  const { store, gate, uploads } = call.plane;
  const refused = await gate.refuse(call.request, needUpload(call));
  if (refused !== undefined) return refused;
  if (!isRepository(call.name))
    return renderFailure(store.world, fail(400, 'NAME_INVALID', `"${call.name}" is no repository`));
  if (isWriteLocked(findRepository(store, call.name)))
    return renderFailure(store.world, failLocked(store.world));
  const mounted = await mount(call);
  if (mounted !== undefined) return mounted;
  const digest = call.url.searchParams.get('digest');
  if (digest !== null) return finish(call, digest, streamBody(call.request));
  return renderProgress(call, await uploads.open(call.name), 202);
}

// distribution-spec 1.1, "Mounting a blob from another repository": a mount that cannot be done becomes an upload.
async function mount(call: Call): Promise<Response | undefined> {
  const { store, gate } = call.plane;
  const digest = call.url.searchParams.get('mount');
  if (digest === null || !isDigest(digest)) return undefined;
  const from = call.url.searchParams.get('from');
  const reach = await gate.reach(call.request);
  if (from === null) return mountFromAnywhere(call, digest, reach);
  const need = needRepository(from, 'pull');
  if (!hasBlob(store, from, digest) || !reach.mayGet(need)) return undefined;
  if (!reach.has(need)) return gate.challenge(needUpload(call));
  addBlob(store, call.name, digest);
  return renderStored(call, digest);
}

// As the distribution project does, whose front ACR's is built on: the challenge of a mount names both repositories.
function needUpload(call: Call): Need {
  const push = needPush(call.name);
  const from = call.url.searchParams.get('mount') === null ? null : call.url.searchParams.get('from');
  return from === null || !isRepository(from) ? push : needBoth(push, needRepository(from, 'pull'));
}

// "Automatic content discovery" of the specification: nobody can name the source in a token, so the holder's rights count.
function mountFromAnywhere(call: Call, digest: string, reach: Reach): Response | undefined {
  const { store } = call.plane;
  if (store.world.assume('registry-anonymous-mount') === 'upload') return undefined;
  const source = Object.keys(store.slice.value.repositories).find(
    (name) => hasBlob(store, name, digest) && reach.mayGet(needRepository(name, 'pull')),
  );
  if (source === undefined) return undefined;
  addBlob(store, call.name, digest);
  return renderStored(call, digest);
}

async function appendChunk(call: Call, upload: Upload): Promise<Response> {
  const { store, uploads } = call.plane;
  const refused = checkChunk(call.request.headers.get('content-range'), upload);
  if (refused !== undefined) return renderFailure(store.world, refused, describeProgress(call, upload));
  await uploads.append(upload, streamBody(call.request));
  return renderProgress(call, upload, 202);
}

async function finishUpload(call: Call, upload: Upload): Promise<Response> {
  const { store, uploads } = call.plane;
  const digest = call.url.searchParams.get('digest') ?? '';
  const refused = checkChunk(call.request.headers.get('content-range'), upload);
  if (refused !== undefined) return renderFailure(store.world, refused, describeProgress(call, upload));
  if (upload.size === 0) {
    const response = await finish(call, digest, streamBody(call.request));
    await uploads.close(upload);
    return response;
  }
  await uploads.append(upload, streamBody(call.request));
  const response = await finish(call, digest, uploads.read(upload));
  await uploads.close(upload);
  return response;
}

async function cancelUpload(call: Call, upload: Upload): Promise<Response> {
  await call.plane.uploads.close(upload);
  return renderEmpty(call.plane.store.world, 204);
}

async function finish(call: Call, digest: string, body: AsyncIterable<Uint8Array>): Promise<Response> {
  const { store } = call.plane;
  if (!isDigest(digest)) return renderFailure(store.world, fail(400, 'DIGEST_INVALID', 'invalid digest'));
  const isRight = await fileBlob(store.world.blobs, body, digest);
  if (!isRight)
    return renderFailure(
      store.world,
      fail(400, 'DIGEST_INVALID', 'provided digest did not match uploaded content', { Digest: digest }),
    );
  addBlob(store, call.name, digest);
  return renderStored(call, digest);
}

// Two chunks that were both in order when they were sent are not both so when it is their turn.
function inTurn(
  handle: (call: Call, upload: Upload) => Promise<Response>,
): (call: Call, upload: Upload) => Promise<Response> {
  return (call, upload) => {
    const { uploads } = call.plane;
    return uploads.inTurn(upload, async () =>
      uploads.find(call.name, upload.id) === undefined ? renderUnknown(call) : handle(call, upload),
    );
  };
}

function renderUnknown(call: Call): Response {
  const failure = fail(404, 'BLOB_UPLOAD_UNKNOWN', 'blob upload unknown to registry');
  return renderFailure(call.plane.store.world, failure);
}

function guarded(
  handle: (call: Call, upload: Upload) => Promise<Response>,
): (call: Call) => Promise<Response> {
  return async (call) => {
    const { gate, uploads } = call.plane;
    const refused = await gate.refuse(call.request, needPush(call.name));
    if (refused !== undefined) return refused;
    const upload = uploads.find(call.name, call.reference);
    return upload === undefined ? renderUnknown(call) : handle(call, upload);
  };
}

/** distribution-spec 1.1, "Pushing a blob in chunks": a chunk out of order is 416. */
function checkChunk(range: string | null, upload: Upload): Failure | undefined {
  if (range === null) return undefined;
  const match = /^(?:bytes[ =])?(\d+)-(\d+)(?:\/.*)?$/.exec(range);
  if (match === null) return fail(400, 'BLOB_UPLOAD_INVALID', 'malformed Content-Range');
  const [first, last] = [Number(match[1]), Number(match[2])];
  if (first !== upload.size || last < first - 1)
    return fail(416, 'BLOB_UPLOAD_INVALID', 'blob upload out of order');
  return undefined;
}

function renderProgress(call: Call, upload: Upload, status: number): Response {
  return renderEmpty(call.plane.store.world, status, describeProgress(call, upload));
}

function describeProgress(call: Call, upload: Upload): Record<string, string> {
  const state = Buffer.from(JSON.stringify({ id: upload.id, offset: upload.size })).toString('base64url');
  return {
    location: `/v2/${call.name}/blobs/uploads/${upload.id}?_nouploadcache=false&_state=${state}`,
    range: `0-${Math.max(0, upload.size - 1)}`,
    'docker-upload-uuid': upload.id,
  };
}

function renderStored(call: Call, digest: string): Response {
  return renderEmpty(call.plane.store.world, 201, {
    location: `/v2/${call.name}/blobs/${digest}`,
    'docker-content-digest': digest,
  });
}
