import { needPush, needRepository } from '../access/needs.ts';
import { fail, failUnknownManifest, failUnknownRepository } from '../store/failure.ts';
import type { Failure } from '../store/failure.ts';
import { failLocked, isReadLocked } from '../store/locks.ts';
import { resolveManifest } from '../store/port.ts';
import { maxManifestBytes, putManifest } from '../store/put.ts';
import { deleteManifest, deleteTag } from '../store/remove.ts';
import { findRepository } from '../store/state.ts';
import type { Store } from '../store/state.ts';
import { findEntry } from '../store/table.ts';
import type { StoredManifest } from '../types.ts';
import { readBody } from './body.ts';
import type { Call, Route } from './call.ts';
import { isDigest, isTag } from './names.ts';
import { commonHeaders, renderEmpty, renderFailure } from './reply.ts';

const path = /^\/v2\/(.+)\/manifests\/([^/]+)$/;

/** Manifests by tag or digest: distribution-spec 1.1, "Pulling manifests", "Pushing Manifests", "Deleting Manifests". */
export const manifestRoutes: readonly Route[] = [
  { method: 'GET', path, handle: getManifest },
  { method: 'HEAD', path, handle: getManifest },
  { method: 'PUT', path, handle: pushManifest },
  { method: 'DELETE', path, handle: removeManifest },
];

async function getManifest(call: Call): Promise<Response> {
  const { store, gate } = call.plane;
  const refused = await gate.refuse(call.request, needRepository(call.name, 'pull'));
  if (refused !== undefined) return refused;
  const found = findReadable(store, call.name, call.reference);
  if ('ok' in found) return renderFailure(store.world, found);
  if (!isAccepted(call.request.headers.get('accept'), found.mediaType))
    return renderFailure(store.world, failNotAccepted(found.mediaType));
  const limited = call.request.method === 'GET' ? call.plane.countPull?.() : undefined;
  if (limited !== undefined) return limited;
  const bytes = await store.world.blobs.read(found.digest);
  if (bytes === undefined) return renderFailure(store.world, failUnknownManifest(call.reference));
  const headers = {
    ...commonHeaders(store.world),
    'content-type': found.mediaType,
    'content-length': String(bytes.byteLength),
    'docker-content-digest': found.digest,
    etag: `"${found.digest}"`,
    ...call.plane.pullHeaders?.(),
  };
  return new Response(call.request.method === 'HEAD' ? null : Buffer.from(bytes), { headers });
}

function findReadable(store: Store, name: string, reference: string): StoredManifest | Failure {
  const repository = findRepository(store, name);
  if (repository === undefined) return failUnknownRepository(name);
  const found = resolveManifest(store, name, reference);
  if (found === undefined)
    return failUnknownManifest(findEntry(repository.tags, reference)?.digest ?? reference);
  const record = findEntry(repository.manifests, found.digest);
  const tag = findEntry(repository.tags, reference);
  if (isReadLocked(repository, record, tag)) return failLocked(store.world);
  // https://github.com/Azure/acr/tree/main/docs/preview/quarantine: unknown by tag, disallowed by digest.
  const isHeld = store.slice.value.policies.isQuarantineEnabled && record?.quarantineState !== 'Passed';
  if (isHeld) return tag === undefined ? failLocked(store.world) : failUnknownManifest(reference);
  return found;
}

async function pushManifest(call: Call): Promise<Response> {
  const { store, gate } = call.plane;
  const { world } = store;
  const refused = await gate.refuse(call.request, needPush(call.name));
  if (refused !== undefined) return refused;
  if (!isDigest(call.reference) && !isTag(call.reference))
    return renderFailure(
      world,
      fail(400, 'TAG_INVALID', `"${call.reference}" is neither a tag nor a digest`),
    );
  const bytes = await readBody(call.request, maxManifestBytes);
  if (bytes === undefined)
    return renderFailure(
      world,
      fail(413, 'SIZE_INVALID', `the manifest is larger than ${maxManifestBytes} bytes`),
    );
  const mediaType = (call.request.headers.get('content-type') ?? '').replace(/\s*;.*$/, '');
  const place = isDigest(call.reference) ? { digest: call.reference } : { tag: call.reference };
  const pushed = await putManifest(store, call.name, { bytes, mediaType, ...place });
  if (!pushed.ok) return renderFailure(world, pushed);
  return renderEmpty(world, 201, {
    location: `/v2/${call.name}/manifests/${pushed.digest}`,
    'docker-content-digest': pushed.digest,
    ...(pushed.subject === undefined ? {} : { 'oci-subject': pushed.subject }),
  });
}

async function removeManifest(call: Call): Promise<Response> {
  const { store, gate } = call.plane;
  const refused = await gate.refuse(call.request, needRepository(call.name, 'delete'));
  if (refused !== undefined) return refused;
  const failure = isDigest(call.reference)
    ? deleteManifest(store, call.name, call.reference)
    : removeTag(store, call.name, call.reference);
  return failure === undefined ? renderEmpty(store.world, 202) : renderFailure(store.world, failure);
}

function removeTag(store: Store, name: string, tag: string): Failure | undefined {
  if (store.world.assume('registry-oci-tag-delete') === 'untag') return deleteTag(store, name, tag);
  return fail(405, 'UNSUPPORTED', 'The operation is unsupported: a manifest is deleted by its digest.');
}

// RFC 9110 §12.5.1; a missing header and wildcards accept everything.
function isAccepted(header: string | null, mediaType: string): boolean {
  if (header === null || header.trim() === '') return true;
  const types = header.split(',').map((part) => part.replace(/;.*$/, '').trim());
  return types.some((type) => type === '*/*' || type === 'application/*' || type === mediaType);
}

/** As the distribution project words it; ACR's front is built on it. */
function failNotAccepted(mediaType: string): Failure {
  const kind = mediaType.includes('.oci.') ? 'OCI' : 'Docker';
  const message = `${kind} manifest found, but accept header does not support ${mediaType}`;
  return fail(404, 'MANIFEST_UNKNOWN', message);
}
