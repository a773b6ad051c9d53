import { checkJson } from '../../../../lib/base/schema.ts';
import { needMetadataWrite, needRepository } from '../access/needs.ts';
import type { Need } from '../access/types.ts';
import { fail, failUnknownManifest, failUnknownRepository, failUnknownTag } from '../store/failure.ts';
import type { Failure } from '../store/failure.ts';
import { deleteRepository, deleteTag } from '../store/remove.ts';
import { findRepository } from '../store/state.ts';
import type { ManifestRecord, RepositoryRecord, Store, TagRecord } from '../store/state.ts';
import { findEntry } from '../store/table.ts';
import type { StoredAttributes } from '../types.ts';
import { readBody } from './body.ts';
import type { Call, Route } from './call.ts';
import { groupTags, renderManifest, renderRepository, renderTag } from './render.ts';
import { renderEmpty, renderFailure, renderJson } from './reply.ts';
import { AttributesPatch } from './schema.ts';

const maxPatchBytes = 64 * 1024;
const tagPath = /^\/acr\/v1\/(.+)\/_tags\/([^/]+)$/;
const manifestPath = /^\/acr\/v1\/(.+)\/_manifests\/([^/]+)$/;
const repositoryPath = /^\/acr\/v1\/(.+)$/;

/** Single repositories, tags and manifests of ACR's own API; the last pattern matches all that is left. */
export const acrItemRoutes: readonly Route[] = [
  { method: 'GET', path: tagPath, handle: (call) => show(call, findTag) },
  { method: 'PATCH', path: tagPath, handle: (call) => change(call, findTag) },
  { method: 'DELETE', path: tagPath, handle: removeTag },
  { method: 'GET', path: manifestPath, handle: (call) => show(call, findManifest) },
  { method: 'PATCH', path: manifestPath, handle: (call) => change(call, findManifest) },
  { method: 'GET', path: repositoryPath, handle: (call) => show(call, findWhole) },
  { method: 'PATCH', path: repositoryPath, handle: (call) => change(call, findWhole) },
  { method: 'DELETE', path: repositoryPath, handle: removeRepository },
];

/** Something with attributes, and how it is shown. */
interface Item {
  readonly record: RepositoryRecord | TagRecord | ManifestRecord;
  readonly render: () => object;
}

type Find = (store: Store, name: string, reference: string) => Item | Failure;

async function show(call: Call, find: Find): Promise<Response> {
  const refused = await refuse(call, needRepository(call.name, 'metadata_read'));
  if (refused !== undefined) return refused;
  const { store } = call.plane;
  const item = find(store, call.name, call.reference);
  return 'ok' in item ? renderFailure(store.world, item) : renderJson(store.world, item.render());
}

async function change(call: Call, find: Find): Promise<Response> {
  const refused = await refuse(call, needMetadataWrite(call.name));
  if (refused !== undefined) return refused;
  const { store } = call.plane;
  const bytes = await readBody(call.request, maxPatchBytes);
  const patch = checkJson(AttributesPatch, Buffer.from(bytes ?? []).toString('utf8'));
  if (!patch.ok)
    return renderFailure(store.world, fail(400, 'INVALID', 'invalid attributes', patch.problems));
  if (judges(patch.value) && !(await call.plane.gate.reach(call.request)).mayQuarantine('write'))
    return renderFailure(store.world, fail(403, 'DENIED', 'requested access to the resource is denied'));
  const item = find(store, call.name, call.reference);
  if ('ok' in item) return renderFailure(store.world, item);
  apply(item.record, patch.value);
  item.record.updatedAt = store.world.clock.now();
  store.slice.touch();
  return renderJson(store.world, item.render());
}

/** https://github.com/Azure/acr/tree/main/docs/preview/quarantine: AcrQuarantineWriter alone says whether an image passes. */
function judges({ quarantineState, quarantineDetails }: AttributesPatch): boolean {
  return quarantineState !== undefined || quarantineDetails !== undefined;
}

function apply(record: Item['record'], patch: AttributesPatch): void {
  const { quarantineState, quarantineDetails, ...locks } = patch;
  const before: StoredAttributes = record.attributes;
  record.attributes = {
    deleteEnabled: locks.deleteEnabled ?? before.deleteEnabled,
    writeEnabled: locks.writeEnabled ?? before.writeEnabled,
    readEnabled: locks.readEnabled ?? before.readEnabled,
    listEnabled: locks.listEnabled ?? before.listEnabled,
  };
  if (!('mediaType' in record)) return;
  if (quarantineState !== undefined) record.quarantineState = quarantineState;
  if (quarantineDetails !== undefined) record.quarantineDetails = quarantineDetails;
}

async function removeTag(call: Call): Promise<Response> {
  const refused = await refuse(call, needRepository(call.name, 'delete'));
  if (refused !== undefined) return refused;
  const { store } = call.plane;
  const failure = deleteTag(store, call.name, call.reference);
  return failure === undefined ? renderEmpty(store.world, 202) : renderFailure(store.world, failure);
}

async function removeRepository(call: Call): Promise<Response> {
  const refused = await refuse(call, needRepository(call.name, 'delete'));
  if (refused !== undefined) return refused;
  const { store } = call.plane;
  const deleted = deleteRepository(store, call.name);
  if ('ok' in deleted) return renderFailure(store.world, deleted);
  const body = { manifestsDeleted: deleted.manifests, tagsDeleted: deleted.tags };
  return renderJson(store.world, body, { status: 202 });
}

function refuse(call: Call, need: Need): Promise<Response | undefined> {
  return call.plane.gate.refuse(call.request, need);
}

function findTag(store: Store, name: string, tag: string): Item | Failure {
  const repository = findRepository(store, name);
  const record = repository === undefined ? undefined : findEntry(repository.tags, tag);
  if (record === undefined) return failUnknownTag(name, tag);
  return { record, render: () => ({ registry: store.host, imageName: name, tag: renderTag(tag, record) }) };
}

function findManifest(store: Store, name: string, digest: string): Item | Failure {
  const repository = findRepository(store, name);
  const record = repository === undefined ? undefined : findEntry(repository.manifests, digest);
  if (repository === undefined || record === undefined) return failUnknownManifest(digest);
  return {
    record,
    render: () => ({
      registry: store.host,
      imageName: name,
      manifest: renderManifest(digest, record, groupTags(repository).get(digest) ?? []),
    }),
  };
}

function findWhole(store: Store, name: string): Item | Failure {
  const record = findRepository(store, name);
  if (record === undefined) return failUnknownRepository(name);
  return { record, render: () => renderRepository(store.host, name, record) };
}
