import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { explainDisk } from '../../base/disk.ts';
import { UserError } from '../../base/errors/index.ts';
import { mapBounded } from '../../base/parallel.ts';
import type { Manifest } from '../../domain/artifact/index.ts';
import { contentsFile, renderContents, renderLayout } from '../../domain/scanning/index.ts';
import type { Contents, FetchedBlob, ScanShelf } from '../../domain/scanning/index.ts';
import { blobPath } from './paths.ts';
import { writeIn } from './pull.ts';
import { isWhole } from './read.ts';
import { assertSpace, saveBlob } from './save.ts';
import { listFiles } from './walk.ts';
import type { FoundFile } from './walk.ts';

/** What a folder is filled with. */
export interface Filling {
  readonly contents: Contents;
  /** Manifests that were read already, of image and database. */
  readonly manifests: readonly Manifest[];
  /** What the layout lists: the image's root and the database. */
  readonly roots: readonly Manifest[];
}

/** What came of it. */
export interface Filled {
  readonly bytes: number;
  /** Blobs that an earlier, interrupted run had left whole. */
  readonly reused: number;
}

const parallelPulls = 4;
const ownFile =
  /^(?:oci-layout|index\.json|lazaret-fetch\.json(?:\.part)?|blobs\/(?:sha256|sha512)\/[0-9a-f]+(?:\.part)?)$/;

/**
 * Makes a folder hold exactly these contents. Whole files of an earlier run stay, the rest of it is removed; the list of
 * contents comes last, so that a folder with one is complete. Throws SCAN_FOLDER_FOREIGN and SCAN_DISK_FULL.
 */
export async function fillFolder(folder: string, filling: Filling, shelf: ScanShelf): Promise<Filled> {
  const { contents, manifests, roots } = filling;
  const found = await listOwn(folder);
  await rm(join(folder, contentsFile), { force: true });
  const kept = await keepWhole(folder, found, contents.blobs);
  const missing = contents.blobs.filter(({ descriptor }) => !kept.has(blobPath(descriptor.digest)));
  try {
    await mkdir(folder, { recursive: true });
    await assertSpace(folder, sumSizes(missing));
    await mapBounded(missing, parallelPulls, (blob) => bring(folder, blob, manifests, shelf));
    for (const [name, text] of renderLayout(roots)) await writeIn(folder, name, text);
    await writeIn(folder, `${contentsFile}.part`, renderContents(contents));
    await rename(join(folder, `${contentsFile}.part`), join(folder, contentsFile));
  } catch (error) {
    throw explainDisk(error, folder);
  }
  return { bytes: sumSizes(contents.blobs), reused: kept.size };
}

/** Sum of the sizes that the descriptors tell. */
export function sumSizes(blobs: readonly FetchedBlob[]): number {
  return blobs.reduce((sum, { descriptor }) => sum + descriptor.size, 0);
}

async function listOwn(folder: string): Promise<readonly FoundFile[]> {
  const found = await listFiles(folder);
  const foreign = found.find(({ path, kind }) => kind !== 'file' || !ownFile.test(path));
  if (foreign === undefined) return found;
  throw new UserError('SCAN_FOLDER_FOREIGN', { subject: folder, reason: `it has "${foreign.path}"` });
}

async function keepWhole(
  folder: string,
  found: readonly FoundFile[],
  blobs: readonly FetchedBlob[],
): Promise<ReadonlySet<string>> {
  const wanted = new Map(blobs.map(({ descriptor }) => [blobPath(descriptor.digest), descriptor]));
  const kept = new Set<string>();
  for (const { path, size } of found) {
    const descriptor = wanted.get(path);
    const isKept = descriptor?.size === size && (await isWhole(folder, descriptor.digest));
    if (isKept) kept.add(path);
    else await rm(join(folder, path), { force: true });
  }
  return kept;
}

async function bring(
  folder: string,
  { repository, descriptor }: FetchedBlob,
  manifests: readonly Manifest[],
  shelf: ScanShelf,
): Promise<void> {
  const path = blobPath(descriptor.digest);
  const manifest = manifests.find(({ digest }) => digest === descriptor.digest);
  if (manifest === undefined) await saveBlob({ shelf, repository }, descriptor, join(folder, path));
  else await writeIn(folder, path, manifest.bytes);
}
