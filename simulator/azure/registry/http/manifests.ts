import { needPush, needRepository } from '../access/needs.ts';
import type { Reach } from '../access/types.ts';
import { fail, failUnknownManifest, failUnknownRepository } from '../store/failure.ts';
import type { Failure } from '../store/failure.ts';
import { failLocked, isReadLocked } from '../store/locks.ts';
import { resolveManifest } from '../store/port.ts';
import { maxManifestBytes, putManifest, setTag } from '../store/put.ts';
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
  const { mayQuarantine } = await gate.reach(call.request);
  const found = findReadable(store, call.name, { reference: call.reference, mayQuarantine });
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

function findReadable(
  store: Store,
  name: string,
  { reference, mayQuarantine }: Pick<Reach, 'mayQuarantine'> & { readonly reference: string },
): StoredManifest | Failure {
  const repository = findRepository(store, name);
  if (repository === undefined) return failUnknownRepository(name);
  const found = resolveManifest(store, name, reference);
  if (found === undefined)
    return failUnknownManifest(findEntry(repository.tags, reference)?.digest ?? reference);
  const record = findEntry(repository.manifests, found.digest);
  const tag = findEntry(repository.tags, reference);
  if (isReadLocked(repository, record, tag)) return failLocked(store.world);
  const { isQuarantineEnabled } = store.slice.value.policies;
  const isHeld = isQuarantineEnabled && record?.quarantineState !== 'Passed';
  return isHeld ? (refuseHeld(store, reference, mayQuarantine) ?? found) : found;
}

/** https://github.com/Azure/acr/tree/main/docs/preview/quarantine: unknown by tag, disallowed by digest but for AcrQuarantineReader. */
function refuseHeld(
  store: Store,
  reference: string,
  mayQuarantine: Reach['mayQuarantine'],
): Failure | undefined {
  if (!isDigest(reference)) return failUnknownManifest(reference);
  return mayQuarantine('read') ? undefined : failLocked(store.world);
}

async function pushManifest(call: Call): Promise<Response> {
  const { store, gate } = call.plane;
  const { world } = store;
  const refused = await gate.refuse(call.request, needPush(call.name));
  if (refused !== undefined) return refused;
  if (!isDigest(call.reference) && !isTag(call.reference))
    return renderFailure(world, failReference(call.reference));
  const bytes = await readBody(call.request, maxManifestBytes);
  if (bytes === undefined)
    return renderFailure(
      world,
      fail(413, 'SIZE_INVALID', `the manifest is larger than ${maxManifestBytes} bytes`),
    );
  return storeManifest(call, bytes);
}

async function storeManifest(call: Call, bytes: Uint8Array): Promise<Response> {
  const { store } = call.plane;
  const { world } = store;
  const mediaType = (call.request.headers.get('content-type') ?? '').replace(/\s*;.*$/, '');
  const place = isDigest(call.reference) ? { digest: call.reference } : { tag: call.reference };
  const pushed = await putManifest(store, call.name, { bytes, mediaType, ...place });
  if (!pushed.ok) return renderFailure(world, pushed);
  const tags = readTagParameters(call);
  const refusedTag = setTags(store, call.name, pushed.digest, tags);
  if (refusedTag !== undefined) return renderFailure(world, refusedTag);
  return renderEmpty(world, 201, {
    location: `/v2/${call.name}/manifests/${pushed.digest}`,
    'docker-content-digest': pushed.digest,
    ...(pushed.subject === undefined ? {} : { 'oci-subject': pushed.subject }),
    ...(tags.length === 0 ? {} : { 'oci-tag': tags.join(', ') }),
  });
}

function failReference(reference: string): Failure {
  return reference.includes(':')
    ? fail(400, 'DIGEST_INVALID', `"${reference}" is no digest`)
    : fail(400, 'TAG_INVALID', `"${reference}" is neither a tag nor a digest`);
}

/** Tags that are pushed along with a digest: `?tag=` of the specification's main branch, after 1.1. */
function readTagParameters(call: Call): readonly string[] {
  const { world } = call.plane.store;
  if (!isDigest(call.reference) || world.assume('registry-oci-tag-parameter') === 'ignored') return [];
  return call.url.searchParams.getAll('tag');
}

function setTags(store: Store, name: string, digest: string, tags: readonly string[]): Failure | undefined {
  const wrong = tags.find((tag) => !isTag(tag));
  if (wrong !== undefined) return failReference(wrong);
  for (const tag of tags) {
    const refused = setTag(store, name, tag, digest);
    if (refused !== undefined) return refused;
  }
  return undefined;
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
