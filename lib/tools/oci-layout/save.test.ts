import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itWhen } from '../../../test/support/optional.ts';
import { computeDigest } from '../../domain/image/index.ts';
import type { ScanShelf } from '../../domain/scanning/index.ts';
import { assertSpace, saveBlob } from './save.ts';

const content = Buffer.from('the whole layer');
const blob = { mediaType: 'application/octet-stream', digest: computeDigest(content), size: content.length };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lazaret-save-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A source that hands these pieces over, one list a try; a try before the last one breaks after them. */
function sourceOf(...tries: readonly (readonly Uint8Array[])[]): { shelf: Pick<ScanShelf, 'streamBlob'> } {
  const streamBlob: ScanShelf['streamBlob'] = async (_repository, _digest, { sink }) => {
    for (const [at, pieces] of tries.entries()) {
      const isLast = at === tries.length - 1;
      const flow = async function* () {
        yield* pieces;
        if (!isLast) throw new Error('the connection broke');
      };
      await sink(flow()).catch((error: unknown) => {
        if (isLast) throw error;
      });
    }
    return tries.length > 0;
  };
  return { shelf: { streamBlob } };
}

function save(source: ReturnType<typeof sourceOf>): Promise<void> {
  return saveBlob({ ...source, repository: 'app' }, blob, join(folder, 'deep/blob'));
}

describe('saveBlob', () => {
  it('writes the pieces under a name that only a whole file has', async () => {
    await save(sourceOf([content.subarray(0, 4), content.subarray(4)]));
    expect(await readFile(join(folder, 'deep/blob'))).toEqual(content);
    expect(await readdir(join(folder, 'deep'))).toEqual(['blob']);
  });

  it('begins again when the connection broke', async () => {
    await save(sourceOf([content.subarray(0, 9)], [content]));
    expect(await readFile(join(folder, 'deep/blob'))).toEqual(content);
  });

  it.each([
    ['is not there', sourceOf(), 'SCAN_IMAGE_NOT_FOUND'],
    ['is shorter than the manifest says', sourceOf([content.subarray(1)]), 'SCAN_IMAGE_UNSUPPORTED'],
    ['is longer than the manifest says', sourceOf([content, content]), 'SCAN_IMAGE_UNSUPPORTED'],
  ])('leaves nothing behind of a blob that %s', async (_, source, code) => {
    await expect(save(source)).rejects.toMatchObject({ code });
    expect(await readdir(join(folder, 'deep'))).toEqual([]);
  });

  itWhen(existsSync('/dev/full'), '/dev/full')('says that the disk is full', async () => {
    await symlink('/dev/full', join(folder, 'blob.part'));
    const saving = saveBlob({ ...sourceOf([content]), repository: 'app' }, blob, join(folder, 'blob'));
    await expect(saving).rejects.toMatchObject({ code: 'SCAN_DISK_FULL', subject: folder });
  });
});

describe('assertSpace', () => {
  it('passes what fits and refuses what cannot', async () => {
    await assertSpace(folder, 0);
    await expect(assertSpace(folder, Number.MAX_SAFE_INTEGER)).rejects.toMatchObject({
      code: 'SCAN_DISK_FULL',
    });
  });
});
