import { ExternalError, UserError } from '../../lib/base/errors/index.ts';
import type { Attributes, ManifestUpload, RegistryClient } from '../../lib/clients/registry/index.ts';
import { parseManifest } from '../../lib/domain/artifact/index.ts';
import type { Descriptor, Manifest } from '../../lib/domain/artifact/index.ts';
import { computeDigest } from '../../lib/domain/image/index.ts';
import type { Digest } from '../../lib/domain/image/index.ts';

interface HeldManifest extends Manifest {
  attributes: Attributes;
}

interface HeldTag {
  digest: Digest;
  attributes: Attributes;
  createdAt: number;
  updatedAt: number;
}

interface HeldRepository {
  readonly manifests: Map<Digest, HeldManifest>;
  readonly tags: Map<string, HeldTag>;
  readonly blobs: Map<Digest, Uint8Array>;
}

/** A registry in memory: real digests, locks that hold, no manifest without its parts. */
export interface FakeRegistry extends RegistryClient {
  /** The content itself, for the import and for what tests assert. */
  open(repository: string): HeldRepository;
  readonly repositories: ReadonlyMap<string, HeldRepository>;
}

const unlocked: Attributes = {
  deleteEnabled: true,
  writeEnabled: true,
  readEnabled: true,
  listEnabled: true,
};

const pieceBytes = 65_536;

/** Makes an empty registry. */
export function createFakeRegistry(registry: string): FakeRegistry {
  const repositories = new Map<string, HeldRepository>();
  let time = 0;
  const open = (name: string): HeldRepository => {
    const held = repositories.get(name) ?? { manifests: new Map(), tags: new Map(), blobs: new Map() };
    repositories.set(name, held);
    return held;
  };
  const locate = (repository: string, digest: Digest): HeldManifest | undefined =>
    repositories.get(repository)?.manifests.get(digest);

  return {
    registry,
    repositories,
    open,
    findDigest: async (repository, tag) => {
      const held = repositories.get(repository)?.tags.get(tag);
      if (held?.attributes.readEnabled === false)
        throw locked(`${repository}:${tag}`, 'readEnabled is false');
      return held?.digest;
    },
    findManifest: async (repository, digest) => {
      const held = locate(repository, digest);
      if (held === undefined) return undefined;
      if (!held.attributes.readEnabled) throw locked(`${repository}@${digest}`, 'readEnabled is false');
      return { mediaType: held.mediaType, digest: computeDigest(held.bytes), bytes: held.bytes };
    },
    writeManifest: async (repository, upload) => {
      const held = open(repository);
      const digest = computeDigest(upload.bytes);
      assertWritable(held, upload, digest);
      assertParts(held, { mediaType: upload.mediaType, bytes: upload.bytes, digest });
      const attributes = held.manifests.get(digest)?.attributes ?? unlocked;
      held.manifests.set(digest, { mediaType: upload.mediaType, bytes: upload.bytes, digest, attributes });
      if (upload.tag !== undefined) setTag(held, upload.tag, digest, (time += 1));
      return digest;
    },
    findBlob: async (repository, digest, maxBytes) => {
      const bytes = repositories.get(repository)?.blobs.get(digest);
      if (bytes !== undefined && bytes.length > maxBytes)
        throw refused(digest, 'larger than the caller reads');
      return bytes;
    },
    streamBlob: async (repository, digest, { maxBytes, sink }) => {
      const bytes = repositories.get(repository)?.blobs.get(digest);
      if (bytes === undefined) return false;
      if (bytes.length > maxBytes) throw refused(digest, 'larger than the caller reads');
      await sink(cutPieces(bytes, digest));
      return true;
    },
    writeBlob: async (repository, bytes) => {
      const digest = computeDigest(bytes);
      open(repository).blobs.set(digest, bytes);
      return digest;
    },
    listReferrers: async (repository, subject, artifactType) => {
      const all = listReferrers(open(repository), subject);
      return artifactType === undefined ? all : all.filter((each) => each.artifactType === artifactType);
    },
    listTags: async function* (repository) {
      const tags = [...(repositories.get(repository)?.tags ?? [])].map(([name, tag]) => ({ name, ...tag }));
      yield* tags.sort((a, b) => b.updatedAt - a.updatedAt);
    },
    findTag: async (repository, name) => {
      const tag = repositories.get(repository)?.tags.get(name);
      return tag === undefined ? undefined : { name, ...tag };
    },
    findManifestProperties: async (repository, digest) => {
      const held = locate(repository, digest);
      if (held === undefined) return undefined;
      const tags = [...open(repository).tags]
        .filter(([, tag]) => tag.digest === digest)
        .map(([name]) => name);
      return { digest, tags, attributes: held.attributes };
    },
    setTagAttributes: async (repository, name, attributes) => {
      const tag = repositories.get(repository)?.tags.get(name);
      if (tag === undefined) throw refused(`${repository}:${name}`, 'TAG_UNKNOWN');
      tag.attributes = { ...tag.attributes, ...attributes };
    },
    setManifestAttributes: async (repository, digest, attributes) => {
      const held = locate(repository, digest);
      if (held === undefined) throw refused(`${repository}@${digest}`, 'MANIFEST_UNKNOWN');
      held.attributes = { ...held.attributes, ...attributes };
    },
    readRefreshToken: () => Promise.reject(new Error('a promotion never logs in')),
  };
}

/** The same content in another registry that changes by itself. */
export function copyRegistry(from: FakeRegistry): FakeRegistry {
  const copy = createFakeRegistry(from.registry);
  for (const [name, { manifests, tags, blobs }] of from.repositories) {
    const held = copy.open(name);
    for (const [digest, manifest] of manifests) held.manifests.set(digest, { ...manifest });
    for (const [tag, facts] of tags) held.tags.set(tag, { ...facts });
    for (const [digest, bytes] of blobs) held.blobs.set(digest, bytes);
  }
  return copy;
}

async function* cutPieces(bytes: Uint8Array, digest: Digest): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
  const actual = computeDigest(bytes);
  if (actual === digest) return;
  throw new ExternalError('REGISTRY_DIGEST_MISMATCH', {
    ...{ subject: digest, reason: `the bytes have the digest ${actual}` },
    ...{ system: 'fake registry', operation: 'pull' },
  });
}

/** Points a tag at a digest as the registry itself does; a locked tag throws REGISTRY_LOCKED. */
export function setTag(held: HeldRepository, name: string, digest: Digest, time: number): void {
  const before = held.tags.get(name);
  if (before !== undefined && !before.attributes.writeEnabled) throw locked(name, 'writeEnabled is false');
  const attributes = before?.attributes ?? unlocked;
  held.tags.set(name, { digest, attributes, createdAt: before?.createdAt ?? time, updatedAt: time });
}

function assertWritable(held: HeldRepository, upload: ManifestUpload, digest: Digest): void {
  const tag = upload.tag === undefined ? undefined : held.tags.get(upload.tag);
  if (tag?.attributes.writeEnabled === false) throw locked(upload.tag ?? '', 'writeEnabled is false');
  if (held.manifests.get(digest)?.attributes.writeEnabled === false)
    throw locked(digest, 'writeEnabled is false');
}

function assertParts(held: HeldRepository, manifest: Manifest): void {
  const content = parseManifest(manifest);
  const parts = content.kind === 'index' ? content.manifests : [content.config, ...content.layers];
  for (const part of parts) {
    const bytes =
      content.kind === 'index' ? held.manifests.get(part.digest)?.bytes : held.blobs.get(part.digest);
    if (bytes === undefined) throw refused(part.digest, 'MANIFEST_BLOB_UNKNOWN');
    if (bytes.length !== part.size) throw refused(part.digest, 'SIZE_INVALID');
  }
}

function listReferrers(held: HeldRepository, subject: Digest): readonly Descriptor[] {
  return [...held.manifests.values()].flatMap((manifest) => {
    const content = parseManifest(manifest);
    if (content.subject?.digest !== subject) return [];
    const { mediaType, digest, bytes } = manifest;
    const type = content.artifactType === undefined ? {} : { artifactType: content.artifactType };
    return [{ mediaType, digest, size: bytes.length, ...type }];
  });
}

function locked(subject: string, reason: string): UserError {
  return new UserError('REGISTRY_LOCKED', { subject, reason });
}

function refused(subject: string, reason: string): ExternalError {
  return new ExternalError('REGISTRY_REFUSED', {
    subject,
    reason,
    system: 'fake registry',
    operation: 'any',
  });
}
