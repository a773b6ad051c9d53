import { takeId } from '../state.ts';
import type { StoredRelease, StoredRepository, StoredToken } from '../state.ts';
import type { HubParts } from './lookup.ts';
import { changeRef, findRef } from './refs.ts';
import { RefusalError } from './refusal.ts';

/** A release to make. */
export interface ReleaseOrder {
  readonly tag: string;
  /** A branch or a commit, for a tag that is not there yet. */
  readonly target: string;
  readonly name: string;
  readonly body: string;
  readonly isDraft: boolean;
  readonly isPrerelease: boolean;
  readonly token: Pick<StoredToken, 'login'>;
}

/** Makes a release, as a draft or at once for everybody. https://docs.github.com/rest/releases/releases#create-a-release */
export async function createRelease(
  parts: HubParts,
  repository: StoredRepository,
  order: ReleaseOrder,
): Promise<StoredRelease> {
  const { token, isDraft, ...facts } = order;
  assertTagFree(repository, order.tag);
  const { state, world } = parts;
  const release: StoredRelease = {
    ...{ id: takeReleaseId(state), ...facts, author: token.login, createdAt: world.clock.now(), assets: [] },
    ...{ isDraft: true, isImmutable: false },
  };
  if (!isDraft) await publishRelease(parts, repository, release, token);
  (repository.releases ??= []).push(release);
  state.touch();
  return release;
}

/** Shows a draft to everybody; its tag is made where there is none, and locked where the repository says so. */
export async function publishRelease(
  parts: HubParts,
  repository: StoredRepository,
  release: StoredRelease,
  token: Pick<StoredToken, 'login'>,
): Promise<void> {
  assertTagFree(repository, release.tag);
  const ref = `refs/tags/${release.tag}`;
  if ((await findRef(parts, repository.fullName, ref)) === undefined) {
    const sha = await parts.git.tip(repository.fullName, release.target);
    if (sha === undefined) throw invalid('invalid', 'target_commitish');
    await changeRef(parts, repository, { ref, sha, token });
  }
  Object.assign(release, {
    isDraft: false,
    publishedAt: parts.world.clock.now(),
    isImmutable: repository.immutableReleases === true,
  });
  parts.state.touch();
}

function assertTagFree({ releases = [], spentTags = [] }: StoredRepository, tag: string): void {
  if (spentTags.includes(tag))
    throw invalid('custom', 'tag_name', 'tag_name was used by an immutable release');
  if (releases.some((each) => !each.isDraft && each.tag === tag)) throw invalid('already_exists', 'tag_name');
}

/** Removes a release and leaves its tag; one that was immutable never gets a second release. */
export function deleteRelease(parts: HubParts, repository: StoredRepository, release: StoredRelease): void {
  const { releases = [] } = repository;
  releases.splice(releases.indexOf(release), 1);
  if (release.isImmutable) (repository.spentTags ??= []).push(release.tag);
  parts.state.touch();
}

/** Adds a file to a release that is not locked. https://docs.github.com/rest/releases/assets#upload-a-release-asset */
export async function addAsset(
  parts: HubParts,
  release: StoredRelease,
  asset: {
    readonly name: string;
    readonly contentType: string;
    readonly bytes: Uint8Array;
    readonly login: string;
  },
): Promise<StoredRelease['assets'][number]> {
  const { bytes, ...facts } = asset;
  if (release.isImmutable) throw new RefusalError(422, 'Cannot upload assets to an immutable release.');
  if (release.assets.some(({ name }) => name === asset.name))
    throw invalid('already_exists', 'name', undefined, 'ReleaseAsset');
  const digest = await parts.world.blobs.put(bytes);
  const stored = {
    ...{ id: takeId(parts.state), ...facts, digest, size: bytes.length },
    createdAt: parts.world.clock.now(),
  };
  release.assets.push(stored);
  parts.state.touch();
  return stored;
}

// GraphQL's `databaseId` of a release has 31 bits.
function takeReleaseId(state: HubParts['state']): number {
  return 250_000_000 + (takeId(state) % 1_000_000_000);
}

function invalid(code: string, field: string, message?: string, resource = 'Release'): RefusalError {
  const more = message === undefined ? {} : { message };
  return new RefusalError(422, 'Validation Failed', [{ resource, code, field, ...more }]);
}
