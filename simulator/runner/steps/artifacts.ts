import { createHash } from 'node:crypto';
import { chmod, copyFile, mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Slice, World } from '../../world/index.ts';
import { listPaths } from './hash-files.ts';

/** An artifact of a run. */
export interface ArtifactRecord {
  readonly id: number;
  readonly runId: number;
  readonly attempt: number;
  readonly name: string;
  /** Of names and contents, `sha256:…`. */
  readonly digest: string;
  readonly size: number;
  readonly createdAt: number;
}

export interface ArtifactUpload {
  readonly runId: number;
  readonly attempt: number;
  readonly name: string;
  /** Path in the artifact, and the file to take. */
  readonly files: readonly (readonly [path: string, source: string])[];
  readonly isOverwrite: boolean;
}

/** The artifacts of all runs, kept in the world's folder. */
export interface ArtifactStore {
  upload(order: ArtifactUpload): Promise<ArtifactRecord>;
  list(runId: number): readonly ArtifactRecord[];
  /** Copies an artifact's files into a folder. */
  download(record: ArtifactRecord, folder: string): Promise<void>;
}

interface ArtifactState {
  records: ArtifactRecord[];
  nextId: number;
}

/** Opens the store of a world. */
export function openArtifacts(world: World): ArtifactStore {
  const state = world.slice<ArtifactState>('artifacts', () => ({ records: [], nextId: 4_700_000_001 }));
  const folderOf = ({ runId, id }: { readonly runId: number; readonly id: number }) =>
    join(world.folder, 'artifacts', String(runId), String(id));
  return {
    list: (runId) => state.value.records.filter((each) => each.runId === runId),
    upload: (order) => upload(order, { world, state, folderOf }),
    async download(record, folder) {
      const from = folderOf(record);
      for (const path of listPaths(from)) await copyPlain(join(from, path), join(folder, path));
    },
  };
}

interface StoreParts {
  readonly world: World;
  readonly state: Slice<ArtifactState>;
  folderOf(record: { readonly runId: number; readonly id: number }): string;
}

async function upload(
  order: ArtifactUpload,
  { world, state, folderOf }: StoreParts,
): Promise<ArtifactRecord> {
  const { runId, attempt, name } = order;
  const known = state.value.records.find((each) => each.runId === runId && each.name === name);
  // The service refuses a second artifact of a name (actions/upload-artifact, "Overwriting an Artifact").
  if (known !== undefined && known.attempt === attempt && !order.isOverwrite)
    throw new Error(
      'Failed to CreateArtifact: Received non-retryable error: Failed request: (409) Conflict: an artifact with this name already exists on the workflow run',
    );
  state.value.nextId += 1;
  const id = state.value.nextId;
  const hash = createHash('sha256');
  let size = 0;
  for (const [path, source] of order.files.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const to = join(folderOf({ runId, id }), path);
    await copyPlain(source, to);
    const bytes = await readFile(to);
    size += bytes.length;
    hash.update(`${path}\u0000${bytes.length}\u0000`).update(bytes);
  }
  const digest = `sha256:${hash.digest('hex')}`;
  const record = { id, runId, attempt, name, digest, size, createdAt: world.clock.now() };
  if (known !== undefined) await rm(folderOf(known), { recursive: true, force: true });
  state.value.records = [...state.value.records.filter((each) => each !== known), record];
  state.touch();
  return record;
}

// "File permissions are not maintained during artifact upload": files come back as 644 (actions/upload-artifact).
async function copyPlain(source: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await copyFile(source, to);
  await chmod(to, 0o644);
}
