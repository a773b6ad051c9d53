import type { ManifestRecord, RepositoryRecord, TagRecord } from '../store/state.ts';

/** Bodies of ACR's own API, version 2021-07-01 (specification/containerregistry/data-plane, azure-rest-api-specs). */
export function renderRepository(registry: string, name: string, record: RepositoryRecord) {
  return {
    registry,
    imageName: name,
    createdTime: renderTime(record.createdAt),
    lastUpdateTime: renderTime(record.updatedAt),
    manifestCount: Object.keys(record.manifests).length,
    tagCount: Object.keys(record.tags).length,
    changeableAttributes: { ...record.attributes, teleportEnabled: false },
  };
}

export function renderTag(name: string, record: TagRecord) {
  return {
    name,
    digest: record.digest,
    createdTime: renderTime(record.createdAt),
    lastUpdateTime: renderTime(record.updatedAt),
    signed: false,
    changeableAttributes: record.attributes,
  };
}

/** A manifest with the tags that point at it. */
export function renderManifest(digest: string, record: ManifestRecord, tags: readonly string[]) {
  const { quarantineState, quarantineDetails } = record;
  return {
    digest,
    imageSize: record.imageSize,
    createdTime: renderTime(record.createdAt),
    lastUpdateTime: renderTime(record.updatedAt),
    ...(record.architecture === undefined ? {} : { architecture: record.architecture }),
    ...(record.os === undefined ? {} : { os: record.os }),
    mediaType: record.mediaType,
    ...(record.configMediaType === undefined ? {} : { configMediaType: record.configMediaType }),
    ...(tags.length === 0 ? {} : { tags: tags.toSorted() }),
    changeableAttributes: {
      ...record.attributes,
      ...(quarantineState === undefined ? {} : { quarantineState }),
      ...(quarantineDetails === undefined ? {} : { quarantineDetails }),
    },
  };
}

/** The tags of a repository by what they point at. */
export function groupTags(repository: RepositoryRecord): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const [name, { digest }] of Object.entries(repository.tags)) {
    const group = groups.get(digest);
    if (group === undefined) groups.set(digest, [name]);
    else group.push(name);
  }
  return groups;
}

// .NET's round-trip form: seven digits of the second.
function renderTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '0000Z');
}
