import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Bench } from '../bench/bench.ts';
import { toStorageArgs } from '../bench/buildah.ts';
import { writeFiles } from '../bench/files.ts';
import { assertSeeded, fillRegistries, findDigest, playground, seededName } from '../bench/world.ts';
import { fromDebian } from '../programs/programs.ts';
import type { Judge } from '../types.ts';

/** Pulls and pushes by the storage library that Podman and CRI-O use. */
export const judge: Judge = {
  floor: 'Registry',
  name: 'buildah',
  program: fromDebian({ name: 'buildah', package: 'buildah', needsRoot: true }),
  prepare: fillRegistries,
  cases: [
    {
      name: 'pull by tag, of the machine that asks',
      async run(bench) {
        await buildah(bench, 'pull', ['--arch', 'arm64', seededName]);
        const shown = await buildah(bench, 'inspect', [
          '--type',
          'image',
          '--format',
          '{{.OCIv1.Architecture}}',
          seededName,
        ]);
        assert.equal(shown.trim(), 'arm64');
      },
    },
    {
      name: 'push of what was pulled, and pull again by digest',
      async run(bench) {
        const target = `${playground}/pushed:1`;
        await buildah(bench, 'push', [seededName, `docker://${target}`]);
        const digest = findDigest(bench.simulation, target);
        assert.notEqual(digest, undefined);
        await buildah(bench, 'pull', [`${playground}/pushed@${digest ?? ''}`]);
      },
    },
    {
      name: 'manifest push --all of an index keeps its digest',
      async run(bench) {
        const target = `${playground}/index:1`;
        await buildah(bench, 'pull', ['--policy', 'always', seededName]);
        await buildah(bench, 'manifest', ['create', 'list', '--all', `docker://${seededName}`]);
        await buildah(bench, 'manifest', ['push', '--all', 'list', `docker://${target}`]);
        assert.notEqual(findDigest(bench.simulation, target), undefined);
      },
    },
    {
      name: 'push by who may only read is denied',
      async run(bench) {
        const target = `${playground}/denied:1`;
        const args = [...(await toStorageArgs(bench.folder)), 'push', seededName, `docker://${target}`];
        const { exitCode } = await bench.attempt(args);
        assert.notEqual(exitCode, 0);
        assert.equal(findDigest(bench.simulation, target), undefined);
      },
    },
    {
      name: 'bud on a base image of the registry, pushed',
      async run(bench) {
        const folder = join(bench.folder, 'context');
        const target = `${playground}/built:1`;
        await writeFiles(folder, { Dockerfile: `FROM ${seededName}\nCOPY added /added\n`, added: 'added\n' });
        await buildah(bench, 'bud', ['--isolation', 'chroot', '--tag', target, folder]);
        await buildah(bench, 'push', [target, `docker://${target}`]);
        assert.notEqual(findDigest(bench.simulation, target), undefined);
        await assertSeeded(bench, seededName);
      },
    },
  ],
};

async function buildah(bench: Bench, verb: string, args: readonly string[]): Promise<string> {
  return bench.run([...(await toStorageArgs(bench.folder)), verb, ...args], { env: bench.writer });
}
