import { createHash } from 'node:crypto';
import { checkJson } from '../../../../lib/base/schema.ts';
import type { World } from '../../../world/types.ts';
import { readContent } from './content.ts';
import type { Content } from './content.ts';
import { fail } from './failure.ts';
import type { Failure } from './failure.ts';
import { failLocked, isWriteLocked } from './locks.ts';
import { ConfigBody } from './schema.ts';
import { findRepository, openRepository, startAttributes, touchRepository } from './state.ts';
import type { ManifestRecord, RepositoryRecord, Store } from './state.ts';
import { findEntry, setEntry } from './table.ts';

/** ACR's bound on a manifest (learn.microsoft.com, "Service tiers": 4 MiB). */
export const maxManifestBytes = 4 * 1024 * 1024;
const maxConfigBytes = 1024 * 1024;

export interface Push {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly tag?: string;
  /** The digest that the client pushes to; of the bytes by SHA-256 when absent. */
  readonly digest?: string;
}

export interface Pushed {
  readonly ok: true;
  readonly digest: string;
  readonly subject?: string;
}

/** Takes a manifest in: its digest must be right, everything that it names must be there, nothing locked is changed. */
export async function putManifest(store: Store, name: string, push: Push): Promise<Pushed | Failure> {
  if (push.bytes.byteLength > maxManifestBytes)
    return fail(413, 'SIZE_INVALID', `the manifest is larger than ${maxManifestBytes} bytes`);
  const digest = computeDigest(push.bytes, push.digest);
  if (digest !== (push.digest ?? digest))
    return fail(400, 'DIGEST_INVALID', 'provided digest did not match uploaded content');
  const content = readContent(push.bytes, push.mediaType);
  if ('ok' in content) return content;
  const missing =
    findMissing(findRepository(store, name), content) ?? findMissingSubject(store, name, content);
  if (missing !== undefined) return missing;
  await storeBytes(store.world, push.bytes, digest);
  const shown = await readPlatform(store.world, content);
  return commit(store, name, { push, digest, content, shown });
}

/** Points a tag at a digest, or says why not. The manifest need not be there. */
export function setTag(store: Store, name: string, tag: string, digest: string): Failure | undefined {
  const repository = openRepository(store, name);
  const found = findEntry(repository.tags, tag);
  if (isTagLocked(store.world, repository, found, digest)) return failLocked(store.world);
  const now = store.world.clock.now();
  if (found === undefined)
    setEntry(repository.tags, tag, { digest, createdAt: now, updatedAt: now, attributes: startAttributes() });
  else Object.assign(found, { digest, updatedAt: now });
  touchRepository(store, repository);
  return undefined;
}

interface Checked {
  readonly push: Push;
  readonly digest: string;
  readonly content: Content;
  readonly shown: { readonly os?: string; readonly architecture?: string };
}

// From here on nothing is awaited: locks and tags cannot change in between.
function commit(store: Store, name: string, checked: Checked): Pushed | Failure {
  const { push, digest, content } = checked;
  const before = findRepository(store, name);
  const known = before === undefined ? undefined : findEntry(before.manifests, digest);
  if (isWriteLocked(before) || isReferrerRefused(store.world, before, content.subject))
    return failLocked(store.world);
  if (push.tag !== undefined) {
    const refused = setTag(store, name, push.tag, digest);
    if (refused !== undefined) return refused;
  }
  const repository = openRepository(store, name);
  if (known === undefined) setEntry(repository.manifests, digest, buildRecord(store, checked));
  else known.updatedAt = store.world.clock.now();
  touchRepository(store, repository);
  return { ok: true, digest, ...(content.subject === undefined ? {} : { subject: content.subject }) };
}

function isReferrerRefused(
  world: World,
  repository: RepositoryRecord | undefined,
  subject: string | undefined,
): boolean {
  if (world.assume('registry-referrer-of-locked') === 'accepted') return false;
  const found =
    repository === undefined || subject === undefined ? undefined : findEntry(repository.manifests, subject);
  return isWriteLocked(found);
}

function findMissingSubject(store: Store, name: string, { subject }: Content): Failure | undefined {
  if (subject === undefined || store.world.assume('registry-missing-subject') === 'accepted')
    return undefined;
  const repository = findRepository(store, name);
  if (repository !== undefined && findEntry(repository.manifests, subject) !== undefined) return undefined;
  return fail(400, 'MANIFEST_INVALID', `subject ${subject} is not found`, { Digest: subject });
}

function buildRecord(store: Store, { push, content, shown }: Checked): ManifestRecord {
  const now = store.world.clock.now();
  const { configMediaType, subject, artifactType, annotations } = content;
  const size = push.bytes.byteLength;
  return {
    ...{ mediaType: push.mediaType, size, createdAt: now, updatedAt: now, attributes: startAttributes() },
    imageSize: content.blobs.reduce((sum, blob) => sum + blob.size, 0) || size,
    ...(configMediaType === undefined ? {} : { configMediaType }),
    ...(subject === undefined ? {} : { subject }),
    ...(artifactType === undefined ? {} : { artifactType }),
    ...(annotations === undefined ? {} : { annotations }),
    ...shown,
    // https://github.com/Azure/acr/tree/main/docs/preview/quarantine: a push starts in quarantine when the policy is on.
    ...(store.slice.value.policies.isQuarantineEnabled ? { quarantineState: 'Quarantined' } : {}),
  };
}

function isTagLocked(
  world: World,
  repository: RepositoryRecord,
  tag: { readonly digest: string; readonly attributes: ManifestRecord['attributes'] } | undefined,
  digest: string,
): boolean {
  if (isWriteLocked(repository)) return true;
  if (tag?.digest === digest && world.assume('registry-locked-tag-same-digest') === 'accepted') return false;
  return isWriteLocked(tag);
}

function findMissing(repository: RepositoryRecord | undefined, content: Content): Failure | undefined {
  for (const { digest, isForeign } of content.blobs) {
    const isThere = repository !== undefined && findEntry(repository.blobs, digest) !== undefined;
    if (!isThere && !isForeign)
      return fail(400, 'MANIFEST_BLOB_UNKNOWN', `blob ${digest} is not found`, { Digest: digest });
  }
  for (const digest of content.children) {
    if (repository === undefined || findEntry(repository.manifests, digest) === undefined)
      return fail(400, 'MANIFEST_BLOB_UNKNOWN', `manifest ${digest} is not found`, { Digest: digest });
  }
  return undefined;
}

async function storeBytes(world: World, bytes: Uint8Array, digest: string): Promise<void> {
  const stored = await world.blobs.put(bytes);
  if (stored !== digest) await world.blobs.alias(digest, stored);
}

async function readPlatform(world: World, content: Content): Promise<Checked['shown']> {
  const config = content.blobs[0];
  if (config === undefined || config.size > maxConfigBytes) return {};
  const bytes = await world.blobs.read(config.digest);
  if (bytes === undefined) return {};
  const parsed = checkJson(ConfigBody, Buffer.from(bytes).toString('utf8'));
  if (!parsed.ok) return {};
  const { os, architecture } = parsed.value;
  return { ...(os === undefined ? {} : { os }), ...(architecture === undefined ? {} : { architecture }) };
}

function computeDigest(bytes: Uint8Array, wanted: string | undefined): string {
  const algorithm = wanted?.startsWith('sha512:') === true ? 'sha512' : 'sha256';
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
}
