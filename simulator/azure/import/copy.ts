import type { World } from '../../world/types.ts';
import { readContent } from '../registry/store/content.ts';
import type { Content } from '../registry/store/content.ts';
import { addBlob, hasBlob, resolveManifest } from '../registry/store/port.ts';
import { putManifest, setTag } from '../registry/store/put.ts';
import { findRepository } from '../registry/store/state.ts';
import type { Store } from '../registry/store/state.ts';
import { findEntry } from '../registry/store/table.ts';
import { failImport } from './failure.ts';
import type { ImportRequest, Target } from './request.ts';

/** https://learn.microsoft.com/azure/container-registry/container-registry-import-images: at most 50 manifests. */
const maxManifests = 50;

/** One manifest of the image, children before those that name them. */
export interface PlannedManifest {
  readonly digest: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly blobs: readonly string[];
}

/** Reads the image that a digest names with all its children; no referrers, as the service copies none. */
export async function planCopy(
  source: Store,
  repository: string,
  root: string,
): Promise<readonly PlannedManifest[]> {
  const planned = new Map<string, PlannedManifest>();
  await visit({ source, repository, planned }, root);
  return [...planned.values()];
}

/** Refuses what is there already (mode NoForce); looked at once, before anything is copied. */
export function checkTargets(target: Store, request: ImportRequest): void {
  if (request.isForced) return;
  for (const { repository, tag } of request.targets) {
    if (tag === undefined || findEntry(findRepository(target, repository)?.tags ?? {}, tag) === undefined)
      continue;
    const status = Number(target.world.assume('import-conflict-status'));
    const code = status === 409 ? 'Conflict' : 'BadRequest';
    throw failImport(status, code, `Tag ${repository}:${tag} already exists in target registry.`);
  }
}

/**
 * Copies the planned manifests, then tags what the source's reference names by then: a source tag that moved in
 * between leaves a target tag without a manifest, with success reported (azure-cli issue 29974).
 */
export async function copyImage(
  stores: { readonly source: Store; readonly target: Store },
  request: ImportRequest,
  planned: readonly PlannedManifest[],
): Promise<void> {
  for (const place of request.targets) {
    await copyManifests(stores, { from: request.repository, to: place.repository }, planned);
    const now = resolveManifest(stores.source, request.repository, request.reference)?.digest;
    const digest = now ?? planned.at(-1)?.digest ?? '';
    tagTarget(stores.target, place, digest);
  }
}

interface Visit {
  readonly source: Store;
  readonly repository: string;
  readonly planned: Map<string, PlannedManifest>;
}

async function visit(walk: Visit, digest: string): Promise<void> {
  if (walk.planned.has(digest)) return;
  if (walk.planned.size >= maxManifests)
    throw failImport(400, 'BadRequest', `The image has more than ${maxManifests} manifests.`);
  const { mediaType, bytes, content } = await readManifest(walk, digest);
  for (const child of content.children) await visit(walk, child);
  if (walk.planned.size >= maxManifests)
    throw failImport(400, 'BadRequest', `The image has more than ${maxManifests} manifests.`);
  walk.planned.set(digest, { digest, mediaType, bytes, blobs: content.blobs.map((blob) => blob.digest) });
}

async function readManifest(
  { source, repository }: Visit,
  digest: string,
): Promise<{ readonly mediaType: string; readonly bytes: Uint8Array; readonly content: Content }> {
  const found = resolveManifest(source, repository, digest);
  const bytes = found === undefined ? undefined : await source.world.blobs.read(digest);
  if (found === undefined || bytes === undefined) throw failGone(digest);
  const content = readContent(bytes, found.mediaType);
  if ('ok' in content) throw failImport(400, 'BadRequest', content.message);
  return { mediaType: found.mediaType, bytes, content };
}

async function copyManifests(
  { source, target }: { readonly source: Store; readonly target: Store },
  names: { readonly from: string; readonly to: string },
  planned: readonly PlannedManifest[],
): Promise<void> {
  for (const { digest, mediaType, bytes, blobs } of planned) {
    if (resolveManifest(source, names.from, digest) === undefined) throw failGone(digest);
    for (const blob of blobs) copyBlob({ source, target }, names, blob);
    const pushed = await putManifest(target, names.to, { bytes, mediaType, digest });
    if (!pushed.ok) throw failImport(pushed.status, 'BadRequest', pushed.message);
    await target.world.pause(20);
  }
}

function failGone(digest: string): Error {
  return failImport(400, 'BadRequest', `Invalid message NotFound Not Found manifest ${digest} is not found`);
}

function copyBlob(
  { source, target }: { readonly source: Store; readonly target: Store },
  names: { readonly from: string; readonly to: string },
  digest: string,
): void {
  if (hasBlob(source, names.from, digest)) addBlob(target, names.to, digest);
}

function tagTarget(target: Store, { repository, tag }: Target, digest: string): void {
  if (tag === undefined) return;
  const refused = setTag(target, repository, tag, digest);
  if (refused !== undefined) throw failImport(refused.status, 'BadRequest', refused.message);
}

/** How long a copy takes in the simulated world. */
export async function pauseBeforeCopy(world: World): Promise<void> {
  await world.pause(1500);
}
