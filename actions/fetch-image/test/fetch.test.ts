import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findErrorCode } from '../../../lib/base/error-code.ts';
import { mediaTypes } from '../../../lib/domain/artifact/index.ts';
import { computeDigest, digestHex, parseRegistryId } from '../../../lib/domain/image/index.ts';
import type { Digest } from '../../../lib/domain/image/index.ts';
import { parseRequestedImage } from '../../../lib/domain/promotion/index.ts';
import { parseDatabase } from '../../../lib/domain/scanning/index.ts';
import type { ScanShelf } from '../../../lib/domain/scanning/index.ts';
import { openFolder } from '../../../lib/tools/oci-layout/index.ts';
import { createFakeManagement } from '../../../test/fakes/management.ts';
import { createRecordingLog } from '../../../test/support/recording-log.ts';
import { databaseTime, openEstate, pushDatabase, quarantineId, scan } from '../../scan-image/test/estate.ts';
import type { Estate } from '../../scan-image/test/estate.ts';
import { createFakeTrivy } from '../../scan-image/test/fake-trivy.ts';
import type { Inputs, Outputs } from '../src/inputs.ts';
import { run } from '../src/main.ts';
import { renderSummary } from '../src/summary.ts';

let estate: Estate;
let folder: string;
beforeEach(async () => {
  estate = await openEstate();
  folder = join(estate.folder, 'fetched');
});
afterEach(() => estate.close());

async function fetchImage(
  change: Partial<Inputs> = {},
): Promise<{ outputs: Outputs; inputs: Inputs; last: string }> {
  const log = createRecordingLog();
  const inputs: Inputs = {
    ...{ tenantId: 'tenant', clientId: 'client', quarantineRegistry: parseRegistryId(quarantineId) },
    ...{ image: estate.inputs.image, database: estate.inputs.database },
    ...{ outputFolder: folder, maxSize: 100, ...change },
  };
  const deps = {
    clock: { now: () => databaseTime, sleep: async () => undefined },
    management: () => createFakeManagement(quarantineId, estate.quarantine, { find: () => undefined }),
    registry: () => estate.quarantine,
  };
  const outputs = await run(inputs, deps, log);
  log.assertClosed();
  return { outputs, inputs, last: log.messages('info').at(-1) ?? '' };
}

/** Opens the folder for what was fetched, or for what is named instead. */
function open({ image, database }: Pick<Outputs, 'image' | 'database'>): Promise<ScanShelf> {
  return openFolder(folder, { image: parseRequestedImage(image), database: parseDatabase(database) });
}

async function listBlobs(): Promise<readonly string[]> {
  return (await readdir(join(folder, 'blobs/sha256'))).sort();
}

describe('fetch-image', () => {
  it('fills a folder from which the same is scanned as from the registry', async () => {
    const { outputs, inputs } = await fetchImage();
    const { exec } = await createFakeTrivy('sample-0.76.0.json');
    const near = await scan(estate, exec, {
      ...{ layout: folder, tenantId: undefined, clientId: undefined, quarantineRegistry: undefined },
      ...{ image: parseRequestedImage(outputs.image), database: parseDatabase(outputs.database) },
    });
    const far = await scan(estate, exec);
    expect(near.outputs.result).toBe('complete');
    expect(await readFile(near.outputs.report, 'utf8')).toBe(await readFile(far.outputs.report, 'utf8'));
    expect(renderSummary(outputs, inputs)).toContain(outputs.database);
  });

  it('holds each blob of both platforms and of the database under its digest, and an index of the two roots', async () => {
    const { outputs } = await fetchImage();
    const names = await listBlobs();
    expect(names).toHaveLength(3 + 2 + 2 + 3);
    for (const name of names) {
      const bytes = await readFile(join(folder, 'blobs/sha256', name));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(name);
    }
    const index = JSON.parse(await readFile(join(folder, 'index.json'), 'utf8')) as {
      manifests: { digest: string }[];
    };
    expect(index.manifests.map(({ digest }) => digest)).toEqual([
      estate.digest,
      outputs.database.split('@')[1],
    ]);
  });

  it('takes up what an interrupted run left, and leaves what it can use', async () => {
    await fetchImage();
    const whole = await listBlobs();
    const [first = '', second = ''] = whole;
    await rm(join(folder, 'lazaret-fetch.json'));
    await truncate(join(folder, 'blobs/sha256', first), 1);
    await writeFile(join(folder, 'blobs/sha256', `${second}.part`), 'half');
    const again = await fetchImage();
    expect(again.last).toContain(`${whole.length - 1} blobs were there`);
    expect(await listBlobs()).toEqual(whole);
    await open(again.outputs);
  });

  it('leaves nothing of an earlier image or database', async () => {
    const before = await fetchImage();
    await pushDatabase(estate.quarantine, databaseTime + 1000);
    const after = await fetchImage();
    expect(after.outputs.database).not.toBe(before.outputs.database);
    await open(after.outputs);
    await expect(open(before.outputs)).rejects.toMatchObject({ code: 'SCAN_LAYOUT_MISMATCH' });
  });

  it('refuses a folder with files of others, and leaves them', async () => {
    await mkdir(folder);
    await writeFile(join(folder, 'thesis.txt'), 'mine');
    await expect(fetchImage()).rejects.toMatchObject({ code: 'SCAN_FOLDER_FOREIGN' });
    expect(await readdir(folder)).toEqual(['thesis.txt']);
  });

  it('says before the first layer that there is no room', async () => {
    const { repository, digest } = await pushHuge();
    const image = { ...estate.inputs.image, repository, digest };
    await expect(fetchImage({ image })).rejects.toMatchObject({ code: 'SCAN_IMAGE_TOO_LARGE' });
    await expect(fetchImage({ image, maxSize: 1e12 })).rejects.toMatchObject({ code: 'SCAN_DISK_FULL' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('leaves no list of contents when a layer is gone', async () => {
    const { blobs } = estate.quarantine.open('workload/app');
    for (const [digest, bytes] of blobs)
      if (String(Buffer.from(bytes)).startsWith('layer')) blobs.delete(digest);
    await expect(fetchImage()).rejects.toMatchObject({ code: 'SCAN_IMAGE_NOT_FOUND' });
    expect(await readdir(folder)).toEqual(['blobs']);
  });

  it('stops when the tag has moved', async () => {
    const tag = estate.quarantine.open('workload/app').tags.get('1');
    const [other] = estate.quarantine.open('workload/app').manifests.keys();
    if (tag !== undefined && other !== undefined) tag.digest = other;
    await expect(fetchImage({ image: { ...estate.inputs.image, tag: '1' } })).rejects.toMatchObject({
      code: 'SCAN_IMAGE_TAG_MOVED',
    });
  });
});

describe('the folder after its hand-over', () => {
  let outputs: Outputs;
  let layer: string;
  beforeEach(async () => {
    ({ outputs } = await fetchImage());
    layer = join(folder, 'blobs/sha256', digestHex(computeDigest('layer of amd64')));
  });

  const edit = async (
    change: (list: { blobs: object[] } & Record<string, unknown>) => void,
  ): Promise<void> => {
    const file = join(folder, 'lazaret-fetch.json');
    const list = JSON.parse(await readFile(file, 'utf8')) as { blobs: object[] };
    change(list);
    await writeFile(file, JSON.stringify(list));
  };

  it.each<readonly [string, () => Promise<void>]>([
    ['cut off', () => truncate(layer, 3)],
    ['missing a blob', () => rm(layer)],
    ['a file more', () => writeFile(join(folder, 'more'), '')],
    ['a blob more', () => writeFile(join(folder, 'blobs/sha256', '0'.repeat(64)), '')],
    ['a link instead of a blob', () => rename(layer, `${layer}x`).then(() => symlink(`${layer}x`, layer))],
    ['a link instead of a folder', () => linkFolder()],
    ['no list', () => rm(join(folder, 'lazaret-fetch.json'))],
    ['a list that is none', () => writeFile(join(folder, 'lazaret-fetch.json'), '[]')],
    ['a list with an unknown field', () => edit((list) => void (list['more'] = true))],
    ['a list without a layer', () => edit((list) => void list.blobs.pop()).then(() => undefined)],
    [
      'a listed blob that nothing needs',
      async () => {
        const text = 'smuggled';
        const digest = computeDigest(text);
        await writeFile(join(folder, 'blobs/sha256', digestHex(digest)), text);
        const blob = { repository: 'workload/app', mediaType: 'text/plain', digest, size: text.length };
        await edit(({ blobs }) => void blobs.push(blob));
      },
    ],
  ])('is refused with %s', async (_, harm) => {
    await harm();
    await expect(open(outputs)).rejects.toMatchObject({ code: 'SCAN_LAYOUT_INVALID' });
  });

  it('is refused when it is of another image, another database or another registry', async () => {
    const other = `sha256:${'0'.repeat(64)}`;
    const host = outputs.image.replace('lazaretquarantine', 'lazaretlive');
    const codes = await Promise.all(
      [
        { ...outputs, image: `workload/app@${other}` },
        { ...outputs, image: outputs.image.replace('workload/app', 'workload/other') },
        { ...outputs, image: host },
        { ...outputs, database: `tools/trivy-db@${other}` },
      ].map((asked) => open(asked).catch(findErrorCode)),
    );
    expect(codes).toEqual(Array(4).fill('SCAN_LAYOUT_MISMATCH'));
  });

  it('does not pass a blob on whose bytes are others', async () => {
    await writeFile(layer, 'LAYER of amd64');
    const shelf = await open(outputs);
    const sink = async (pieces: AsyncIterable<Uint8Array>): Promise<void> => {
      for await (const piece of pieces) void piece;
    };
    const digest = computeDigest('layer of amd64');
    await expect(shelf.streamBlob('workload/app', digest, { maxBytes: 99, sink })).rejects.toMatchObject({
      code: 'SCAN_LAYOUT_TAMPERED',
    });
    const { exec } = await createFakeTrivy('sample-0.76.0.json');
    const image = parseRequestedImage(outputs.image);
    const scanning = scan(estate, exec, { layout: folder, image, database: parseDatabase(outputs.database) });
    await expect(scanning).rejects.toMatchObject({ code: 'SCAN_LAYOUT_TAMPERED' });
  });

  it('does not pass a manifest on whose bytes are others', async () => {
    const file = join(folder, 'blobs/sha256', digestHex(estate.digest));
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('arm64', 'riscv'));
    await expect(open(outputs)).rejects.toMatchObject({ code: 'SCAN_LAYOUT_TAMPERED' });
  });
});

async function linkFolder(): Promise<void> {
  await rename(join(folder, 'blobs'), join(estate.folder, 'elsewhere'));
  await symlink(join(estate.folder, 'elsewhere'), join(folder, 'blobs'));
}

// An image whose layer says that it is larger than any disk.
async function pushHuge(): Promise<{ readonly repository: string; readonly digest: Digest }> {
  const repository = 'workload/huge';
  const config = Buffer.from(
    '{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]}}',
  );
  const manifest = {
    ...{ schemaVersion: 2, mediaType: mediaTypes.ociManifest },
    config: {
      ...{ mediaType: 'application/vnd.oci.image.config.v1+json', size: config.length },
      digest: await estate.quarantine.writeBlob(repository, config),
    },
    layers: [
      {
        ...{ mediaType: 'application/vnd.oci.image.layer.v1.tar', size: 9e15 },
        digest: computeDigest('huge'),
      },
    ],
  };
  const bytes = Buffer.from(JSON.stringify(manifest));
  const digest = computeDigest(bytes);
  const held = { mediaType: mediaTypes.ociManifest, digest, bytes };
  const attributes = { deleteEnabled: true, writeEnabled: true, readEnabled: true, listEnabled: true };
  estate.quarantine.open(repository).manifests.set(digest, { ...held, attributes });
  return { repository, digest };
}
