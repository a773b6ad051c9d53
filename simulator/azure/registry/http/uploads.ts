import { needPush, needRepository } from '../access/needs.ts';
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
  { method: 'PATCH', path, handle: guarded(appendChunk) },
  { method: 'PUT', path, handle: guarded(finishUpload) },
  { method: 'GET', path, handle: guarded(async (call, upload) => renderProgress(call, upload, 204)) },
  { method: 'DELETE', path, handle: guarded(cancelUpload) },
];

async function startUpload(call: Call): Promise<Response> {
  const { store, gate, uploads } = call.plane;
  const refused = await gate.refuse(call.request, needPush(call.name));
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

// A mount that cannot be done becomes an upload; without `from` any repository that the client may pull will do.
async function mount(call: Call): Promise<Response | undefined> {
  const { store, gate } = call.plane;
  const digest = call.url.searchParams.get('mount');
  if (digest === null || !isDigest(digest)) return undefined;
  const from = call.url.searchParams.get('from');
  const sources = from === null ? Object.keys(store.slice.value.repositories) : [from];
  for (const source of sources) {
    if (!hasBlob(store, source, digest)) continue;
    if (!(await gate.allows(call.request, needRepository(source, 'pull')))) continue;
    addBlob(store, call.name, digest);
    return renderStored(call, digest);
  }
  return undefined;
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

function guarded(
  handle: (call: Call, upload: Upload) => Promise<Response>,
): (call: Call) => Promise<Response> {
  return async (call) => {
    const { store, gate, uploads } = call.plane;
    const refused = await gate.refuse(call.request, needPush(call.name));
    if (refused !== undefined) return refused;
    const upload = uploads.find(call.name, call.reference);
    if (upload !== undefined) return handle(call, upload);
    return renderFailure(store.world, fail(404, 'BLOB_UPLOAD_UNKNOWN', 'blob upload unknown to registry'));
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
