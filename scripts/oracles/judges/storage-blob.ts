import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as v from 'valibot';
import { createBlobs } from '../../../simulator/azure/blob/index.ts';
import type { Bench } from '../bench/bench.ts';
import { signUrl } from '../blob/simulated.ts';
import type { Judge } from '../types.ts';

const client = join(import.meta.dirname, '../blob/sdk-client.ts');
const Package = v.object({ version: v.string() });

/** The storage SDK for JavaScript, which is among the packages of this project. */
export const judge: Judge = {
  floor: 'Blobs',
  name: '@azure/storage-blob',
  program: { isPinned: true, find: () => process.execPath, readVersion: async () => readVersion() },
  cases: [
    {
      name: 'upload in one piece, read back whole and in part',
      async run(bench) {
        assert.equal(await ask(bench, 'upload', signUrl(bench, 'whole', 'cw')), 201);
        assert.equal(await ask(bench, 'read', signUrl(bench, 'whole', 'r')), 'content');
        assert.equal(await ask(bench, 'range', signUrl(bench, 'whole', 'r')), 'nte');
      },
    },
    {
      name: 'uploadStream in blocks',
      async run(bench) {
        assert.equal(await ask(bench, 'stream', signUrl(bench, 'stream', 'cw')), 201);
        const shown = await ask(bench, 'properties', signUrl(bench, 'stream', 'r'));
        assert.deepEqual(shown, { contentLength: 70_003, blobType: 'BlockBlob', metadata: {} });
      },
    },
    {
      name: 'a log that grows and ends',
      async run(bench) {
        const { files } = createBlobs(bench.simulation.world);
        const log = { container: 'container', name: 'log' };
        const url = signUrl(bench, log.name, 'r');
        assert.equal(await ask(bench, 'exists', url), false);
        files.createAppend(log);
        await files.append(log, Buffer.from('one\r\n'));
        assert.deepEqual(await ask(bench, 'properties', url), {
          contentLength: 5,
          blobType: 'AppendBlob',
          metadata: {},
        });
        files.setMetadata(log, { Complete: 'succeeded' });
        const ended = { contentLength: 5, blobType: 'AppendBlob', metadata: { complete: 'succeeded' } };
        assert.deepEqual(await ask(bench, 'properties', url), ended);
      },
    },
    {
      name: 'the codes of what is absent, denied and expired',
      async run(bench) {
        assert.deepEqual(await ask(bench, 'download', signUrl(bench, 'absent', 'r')), {
          status: 404,
          code: 'BlobNotFound',
        });
        const denied = { status: 403, code: 'AuthorizationPermissionMismatch' };
        assert.deepEqual(await ask(bench, 'upload', signUrl(bench, 'denied', 'r')), denied);
        const expired = { status: 403, code: 'AuthenticationFailed' };
        assert.deepEqual(await ask(bench, 'download', signUrl(bench, 'late', 'r', -1000)), expired);
      },
    },
  ],
};

async function ask(bench: Bench, verb: string, url: string): Promise<unknown> {
  return JSON.parse(await bench.run([client, verb, url]));
}

function readVersion(): string {
  const file = createRequire(import.meta.url).resolve('@azure/storage-blob/package.json');
  return v.parse(Package, JSON.parse(readFileSync(file, 'utf8'))).version;
}
