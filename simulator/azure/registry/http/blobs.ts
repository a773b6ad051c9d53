import { needRepository } from '../access/needs.ts';
import { fail, failUnknownBlob } from '../store/failure.ts';
import { failLocked, isDeleteLocked, isReadLocked } from '../store/locks.ts';
import { hasBlob } from '../store/port.ts';
import { findRepository, touchRepository } from '../store/state.ts';
import type { Store } from '../store/state.ts';
import { removeEntry } from '../store/table.ts';
import type { Call, Route } from './call.ts';
import { isDigest } from './names.ts';
import { readRange } from './range.ts';
import { commonHeaders, renderEmpty, renderFailure } from './reply.ts';

const path = /^\/v2\/(.+)\/blobs\/([^/]+)$/;

/** Finished blobs: distribution-spec 1.1, "Pulling blobs", "Deleting Blobs". */
export const blobRoutes: readonly Route[] = [
  { method: 'GET', path, handle: getBlob },
  { method: 'HEAD', path, handle: getBlob },
  { method: 'DELETE', path, handle: deleteBlob },
];

async function getBlob(call: Call): Promise<Response> {
  const { store, gate, redirectBlob } = call.plane;
  const refused = await gate.refuse(call.request, needRepository(call.name, 'pull'));
  if (refused !== undefined) return refused;
  if (!isDigest(call.reference))
    return renderFailure(store.world, fail(400, 'DIGEST_INVALID', 'invalid digest'));
  if (!hasBlob(store, call.name, call.reference))
    return renderFailure(store.world, failUnknownBlob(call.reference));
  if (isReadLocked(findRepository(store, call.name)))
    return renderFailure(store.world, failLocked(store.world));
  const location = call.request.method === 'GET' ? redirectBlob?.(call.name, call.reference) : undefined;
  if (location !== undefined)
    return renderEmpty(store.world, 307, { location, 'docker-content-digest': call.reference });
  return serveBlob(store, call.request, call.reference);
}

/** Answers the bytes, or the asked part of them, as a stream. */
export async function serveBlob(store: Store, request: Request, digest: string): Promise<Response> {
  const { blobs } = store.world;
  const size = await blobs.size(digest);
  if (size === undefined) return renderFailure(store.world, failUnknownBlob(digest));
  const range = readRange(request.headers.get('range'), size);
  const headers = {
    ...commonHeaders(store.world),
    'content-type': 'application/octet-stream',
    'accept-ranges': 'bytes',
    'docker-content-digest': digest,
    etag: `"${digest}"`,
  };
  if (range === 'unsatisfiable')
    return renderFailure(store.world, fail(416, 'RANGE_INVALID', 'invalid range'), {
      'content-range': `bytes */${size}`,
    });
  const length = range === undefined ? size : range.end - range.start + 1;
  const sized = { ...headers, 'content-length': String(length) };
  if (request.method === 'HEAD') return new Response(null, { headers: sized });
  const body = (await blobs.stream(digest, range)) ?? null;
  if (range === undefined) return new Response(body, { headers: sized });
  const partial = { ...sized, 'content-range': `bytes ${range.start}-${range.end}/${size}` };
  return new Response(body, { status: 206, headers: partial });
}

async function deleteBlob(call: Call): Promise<Response> {
  const { store, gate } = call.plane;
  const refused = await gate.refuse(call.request, needRepository(call.name, 'delete'));
  if (refused !== undefined) return refused;
  const repository = findRepository(store, call.name);
  if (repository === undefined || !hasBlob(store, call.name, call.reference))
    return renderFailure(store.world, failUnknownBlob(call.reference));
  if (isDeleteLocked(repository)) return renderFailure(store.world, failLocked(store.world));
  removeEntry(repository.blobs, call.reference);
  touchRepository(store, repository);
  return renderEmpty(store.world, 202);
}
