import assert from 'node:assert/strict';
import { legacy, quarantine } from '../../../simulator/estate/index.ts';
import type { Case } from '../types.ts';
import { failAz, readAz } from './az.ts';
import { Digested, assertPartly, parseList } from './shapes.ts';

const inLegacy = ['--name', legacy.name];
const repository = [...inLegacy, '--repository', 'hello'];
const image = [...inLegacy, '--image', 'hello:1.0'];

/** The data plane as `az acr repository` uses it, on what the import brought. */
export const repositoryCases: readonly Case[] = [
  {
    name: 'acr repository list',
    async run(bench) {
      const listed = await readAz(bench, 'build', ['acr', 'repository', 'list', ...inLegacy]);
      assert.deepEqual(listed, ['copy/hello', 'hello']);
    },
  },
  {
    name: 'acr repository list of a registry in ABAC mode needs the catalog lister',
    async run(bench) {
      await failAz(bench, 'build', ['acr', 'repository', 'list', '--name', quarantine.name]);
      const listed = await readAz(bench, 'reader', ['acr', 'repository', 'list', '--name', quarantine.name]);
      assert.deepEqual(listed, ['upstream/hello']);
    },
  },
  {
    name: 'acr repository show-tags',
    isSlow: true,
    async run(bench) {
      const args = ['acr', 'repository', 'show-tags', ...repository];
      assert.deepEqual(await readAz(bench, 'build', args), ['1.0']);
    },
  },
  {
    name: 'acr repository show of a repository and of an image',
    isSlow: true,
    async run(bench) {
      const shown = await readAz(bench, 'build', ['acr', 'repository', 'show', ...repository]);
      assertPartly(shown, {
        registry: legacy.loginServer,
        imageName: 'hello',
        tagCount: 1,
        manifestCount: 3,
      });
      const tag = await readAz(bench, 'build', ['acr', 'repository', 'show', ...image]);
      assertPartly(tag, { name: '1.0', changeableAttributes: { writeEnabled: true, deleteEnabled: true } });
    },
  },
  {
    name: 'acr repository show-manifests',
    async run(bench) {
      const listed = await readAz(bench, 'build', ['acr', 'repository', 'show-manifests', ...repository]);
      const manifests = parseList(Digested, listed);
      assert.equal(manifests.length, 3);
      assert.deepEqual(
        manifests.flatMap(({ tags }) => tags ?? []),
        ['1.0'],
      );
    },
  },
  {
    name: 'acr repository update --write-enabled false locks the tag against untag',
    async run(bench) {
      const update = ['acr', 'repository', 'update', ...image, '--write-enabled', 'false'];
      assertPartly(await readAz(bench, 'build', update), { changeableAttributes: { writeEnabled: false } });
      await failAz(bench, 'build', ['acr', 'repository', 'untag', ...image]);
      const tag = await readAz(bench, 'build', ['acr', 'repository', 'show', ...image]);
      assertPartly(tag, { name: '1.0', changeableAttributes: { writeEnabled: false } });
    },
  },
  {
    name: 'acr import --force does not replace a locked tag',
    isSlow: true,
    async run(bench) {
      const source = `${legacy.loginServer}/copy/hello:1.0`;
      const args = ['acr', 'import', ...inLegacy, '--source', source, '--image', 'hello:1.0', '--force'];
      await failAz(bench, 'build', args);
    },
  },
  {
    name: 'acr repository delete of an unlocked image leaves what the index named, untagged',
    async run(bench) {
      const args = ['acr', 'repository', 'delete', ...inLegacy, '--image', 'copy/hello:1.0', '--yes'];
      await readAz(bench, 'build', args);
      const copies = [...inLegacy, '--repository', 'copy/hello'];
      const left = await readAz(bench, 'build', ['acr', 'repository', 'show-manifests', ...copies]);
      assert.deepEqual(
        parseList(Digested, left).map(({ tags }) => tags ?? []),
        [[], []],
      );
    },
  },
];
