import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Bench } from '../bench/bench.ts';
import {
  assertSeeded,
  buildSeeded,
  fillRegistries,
  findDigest,
  playground,
  seeded,
  seededName,
} from '../bench/world.ts';
import { fromDebian } from '../programs/programs.ts';
import type { Judge } from '../types.ts';

const Inspected = v.object({ Digest: v.string(), Architecture: v.string(), RepoTags: v.array(v.string()) });

/** Images read, copied and removed under the real host names. */
export const judge: Judge = {
  floor: 'Registry',
  name: 'skopeo',
  program: fromDebian({ name: 'skopeo', package: 'skopeo' }),
  prepare: fillRegistries,
  cases: [
    {
      name: 'inspect reads digest, platform and tags',
      async run(bench) {
        const shown = v.parse(
          Inspected,
          JSON.parse(await skopeo(bench, ['inspect', `docker://${seededName}`])),
        );
        const { index } = await buildSeeded();
        assert.deepEqual(shown, { Digest: index.digest, Architecture: 'amd64', RepoTags: ['1.0'] });
      },
    },
    {
      name: 'inspect --raw returns the bytes of the index',
      async run(bench) {
        const { index } = await buildSeeded();
        const raw = await skopeo(bench, ['inspect', '--raw', `docker://${seededName}`]);
        assert.equal(raw, Buffer.from(index.bytes).toString());
      },
    },
    {
      name: 'inspect of docker.io follows its token service',
      async run(bench) {
        const raw = await skopeo(bench, ['inspect', '--raw', 'docker://docker.io/library/hello:1.0']);
        assert.equal(raw, Buffer.from((await buildSeeded()).index.bytes).toString());
      },
    },
    {
      name: 'inspect of an absent tag says manifest unknown',
      async run(bench) {
        const { exitCode, stderr } = await bench.attempt(['inspect', `docker://${seededName}-absent`]);
        assert.notEqual(exitCode, 0);
        assert.match(stderr, /manifest .*(unknown|not found)/);
      },
    },
    {
      name: 'list-tags',
      async run(bench) {
        const listed = await skopeo(bench, ['list-tags', `docker://${seeded.host}/${seeded.repository}`]);
        assert.deepEqual(v.parse(v.object({ Tags: v.array(v.string()) }), JSON.parse(listed)).Tags, ['1.0']);
      },
    },
    {
      name: 'copy --all --preserve-digests from one registry to another',
      async run(bench) {
        const target = `${playground}/copied:1`;
        await write(bench, [
          'copy',
          '--all',
          '--preserve-digests',
          `docker://${seededName}`,
          `docker://${target}`,
        ]);
        await assertSeeded(bench, target);
      },
    },
    {
      name: 'copy to a folder and back keeps every byte',
      async run(bench) {
        const folder = `dir:${join(bench.folder, 'image')}`;
        const target = `${playground}/returned:1`;
        const all = ['copy', '--all', '--preserve-digests'];
        await skopeo(bench, [...all, `docker://${seededName}`, folder]);
        await write(bench, [...all, folder, `docker://${target}`]);
        await assertSeeded(bench, target);
      },
    },
    {
      name: 'copy converts to Docker manifests and zstd layers, and reads them back',
      async run(bench) {
        const [docker, zstd] = [`docker://${playground}/docker:1`, `docker://${playground}/zstd:1`];
        await write(bench, ['copy', '--format', 'v2s2', `docker://${seededName}`, docker]);
        await write(bench, ['copy', '--dest-compress-format', 'zstd', `docker://${seededName}`, zstd]);
        for (const from of [docker, zstd]) {
          await write(bench, [
            'copy',
            from,
            `dir:${join(bench.folder, from.slice(-8).replaceAll(/\W/g, '-'))}`,
          ]);
        }
      },
    },
    {
      name: 'sync of a repository',
      async run(bench) {
        const source = `${seeded.host}/${seeded.repository}`;
        await write(bench, ['sync', '--all', '--src', 'docker', '--dest', 'docker', source, playground]);
        await assertSeeded(bench, `${playground}/hello:1.0`);
      },
    },
    {
      name: 'copy by who may only read is denied, and leaves nothing',
      async run(bench) {
        const target = `${playground}/denied:1`;
        const { exitCode, stderr } = await attempt(bench, [
          'copy',
          `docker://${seededName}`,
          `docker://${target}`,
        ]);
        assert.notEqual(exitCode, 0);
        assert.match(stderr, /denied|unauthorized|insufficient/i);
        assert.equal(findDigest(bench.simulation, target), undefined);
      },
    },
    {
      name: 'delete',
      async run(bench) {
        await write(bench, ['delete', `docker://${playground}/docker:1`]);
        assert.equal(findDigest(bench.simulation, `${playground}/docker:1`), undefined);
      },
    },
  ],
};

// A machine's own signature policy is no part of what is judged.
function skopeo(bench: Bench, args: readonly string[]): Promise<string> {
  return bench.run(['--insecure-policy', ...args]);
}

function write(bench: Bench, args: readonly string[]): Promise<string> {
  return bench.run(['--insecure-policy', ...args], { env: bench.writer });
}

function attempt(bench: Bench, args: readonly string[]) {
  return bench.attempt(['--insecure-policy', ...args]);
}
