import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Bench } from '../bench/bench.ts';
import { packFiles } from '../bench/images.ts';
import {
  assertSeeded,
  buildSeeded,
  fillRegistries,
  findDigest,
  playground,
  seeded,
  seededName,
} from '../bench/world.ts';
import { cranePackage } from '../programs/pinned.ts';
import { fromGo } from '../programs/programs.ts';
import type { Judge } from '../types.ts';

/** Images validated, appended to and copied under the real host names. */
export const judge: Judge = {
  floor: 'Registry',
  name: 'crane',
  program: fromGo({ name: 'crane', ...cranePackage }),
  prepare: fillRegistries,
  cases: [
    {
      name: 'validate reads and hashes everything',
      async run(bench) {
        await bench.run(['validate', '--remote', seededName]);
        await bench.run(['validate', '--remote', 'docker.io/library/hello:1.0']);
      },
    },
    {
      name: 'manifest and digest',
      async run(bench) {
        const { index } = await buildSeeded();
        assert.equal((await bench.run(['manifest', seededName])).trim(), Buffer.from(index.bytes).toString());
        assert.equal((await bench.run(['digest', seededName])).trim(), index.digest);
      },
    },
    {
      name: 'config and export of one platform',
      async run(bench) {
        const arm = ['--platform', 'linux/arm64'];
        const config: unknown = JSON.parse(await bench.run(['config', ...arm, seededName]));
        assert.equal(v.parse(v.object({ architecture: v.string() }), config).architecture, 'arm64');
        assert.match(await bench.run(['export', ...arm, seededName, '-']), /arm64\n/);
      },
    },
    {
      name: 'ls and catalog',
      async run(bench) {
        assert.equal(await bench.run(['ls', `${seeded.host}/${seeded.repository}`]), '1.0\n');
        assert.equal(await bench.run(['catalog', seeded.host]), `${seeded.repository}\n`);
      },
    },
    {
      name: 'copy keeps the digest',
      async run(bench) {
        await write(bench, ['copy', seededName, `${playground}/copied:1`]);
        await assertSeeded(bench, `${playground}/copied:1`);
      },
    },
    {
      name: 'copy within the registry mounts its blobs',
      async run(bench) {
        const before = bench.simulation.requests.count;
        await write(bench, ['copy', `${playground}/copied:1`, `${playground}/mounted:1`]);
        await assertSeeded(bench, `${playground}/mounted:1`);
        const made = bench.simulation.requests.since(before);
        assert.equal(
          made.some(({ query }) => query.includes('mount=')),
          true,
        );
        assert.equal(
          made.some(({ method }) => method === 'PATCH'),
          false,
        );
      },
    },
    {
      name: 'append adds a layer that validates and is read back',
      async run(bench) {
        const layer = join(bench.folder, 'layer.tar');
        await writeFile(layer, await packFiles({ 'opt/added': 'added\n' }));
        const target = `${playground}/appended:1`;
        const base = ['--platform', 'linux/amd64', '--base', seededName];
        await write(bench, ['append', ...base, '--new_layer', layer, '--new_tag', target]);
        await write(bench, ['validate', '--remote', target]);
        assert.match(await write(bench, ['export', target, '-']), /added\n/);
      },
    },
    {
      name: 'mutate and tag',
      async run(bench) {
        const target = `${playground}/appended:1`;
        await write(bench, ['mutate', '--label', 'a=b', '--tag', `${playground}/appended:2`, target]);
        await write(bench, ['tag', `${playground}/appended:2`, 'latest']);
        const tags = await write(bench, ['ls', `${playground}/appended`]);
        assert.deepEqual(tags.trim().split('\n').toSorted(), ['1', '2', 'latest']);
      },
    },
    {
      name: 'pull as an OCI layout and push back',
      async run(bench) {
        const layout = join(bench.folder, 'layout');
        await bench.run(['pull', '--format', 'oci', seededName, layout]);
        await write(bench, ['push', '--index', layout, `${playground}/pushed:1`]);
        await write(bench, ['validate', '--remote', `${playground}/pushed:1`]);
      },
    },
    {
      name: 'writing elsewhere is denied',
      async run(bench) {
        const target = `${seeded.host}/upstream/denied:1`;
        const { exitCode } = await bench.attempt(['copy', seededName, target], { env: bench.writer });
        assert.notEqual(exitCode, 0);
        assert.equal(findDigest(bench.simulation, target), undefined);
      },
    },
    {
      name: 'delete by digest',
      async run(bench) {
        const name = `${playground}/mounted`;
        await write(bench, ['delete', `${name}@${(await buildSeeded()).index.digest}`]);
        assert.equal(findDigest(bench.simulation, `${name}:1`), undefined);
      },
    },
  ],
};

function write(bench: Bench, args: readonly string[]): Promise<string> {
  return bench.run(args, { env: bench.writer });
}
