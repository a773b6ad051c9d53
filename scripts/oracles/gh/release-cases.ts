import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Case } from '../types.ts';
import { assertRefused, gh, ghJson, place, readRef } from './gh.ts';

const refs = `${place}/git/refs`;

/** Refs and releases, which `release.yml` makes by gh as well. */
export const releaseCases: readonly Case[] = [
  {
    name: 'api makes a tag once',
    async run(bench) {
      const order = [
        'api',
        refs,
        '-f',
        'ref=refs/tags/v1.0.0',
        '-f',
        `sha=${await readRef(bench, 'heads/main')}`,
      ];
      await gh(bench, order);
      assert.equal(await readRef(bench, 'tags/v1.0.0'), await readRef(bench, 'heads/main'));
      await assertRefused(bench, order, /Reference already exists \(HTTP 422\)/);
    },
  },
  {
    name: 'api moves a branch forward, and not back',
    async run(bench) {
      const [first = '', second = ''] = (
        await gh(bench, ['api', `${place}/commits`, '--jq', '.[].sha'])
      ).split('\n');
      await gh(bench, ['api', refs, '-f', 'ref=refs/heads/v1', '-f', `sha=${second}`]);
      const move = ['api', '--method', 'PATCH', `${refs}/heads/v1`, '-F', 'force=false', '-f'];
      await gh(bench, [...move, `sha=${first}`]);
      assert.equal(await readRef(bench, 'heads/v1'), first);
      await assertRefused(bench, [...move, `sha=${second}`], /Update is not a fast forward \(HTTP 422\)/);
    },
  },
  {
    name: 'release create uploads to a draft, publishes, and what is published is locked',
    async run(bench) {
      await writeFile(join(bench.folder, 'a.txt'), 'one\n');
      const title = ['--title', 'One', '--notes', 'The first'];
      const printed = await gh(bench, ['release', 'create', 'v1.0.0', '--verify-tag', ...title, 'a.txt']);
      assert.equal(printed, 'https://github.com/contoso/lazaret/releases/tag/v1.0.0\n');
      const query = '[.tagName, .name, .isDraft, .isImmutable, (.assets[] | .name, .size, .digest)]';
      const fields = 'tagName,name,isDraft,isImmutable,assets';
      const shown = await ghJson(bench, ['release', 'view', 'v1.0.0', '--json', fields, '--jq', query]);
      const digest = `sha256:${createHash('sha256').update('one\n').digest('hex')}`;
      assert.deepEqual(shown, ['v1.0.0', 'One', false, true, 'a.txt', 4, digest]);
      const upload = ['release', 'upload', 'v1.0.0', 'a.txt#other'];
      await assertRefused(bench, upload, /immutable release|already exists/);
    },
  },
  {
    name: 'release download brings the same bytes',
    async run(bench) {
      await gh(bench, ['release', 'download', 'v1.0.0', '--dir', 'down']);
      assert.equal(await readFile(join(bench.folder, 'down', 'a.txt'), 'utf8'), 'one\n');
    },
  },
  {
    name: 'release create without its tag, or a second time, is refused',
    async run(bench) {
      const create = (tag: string) => ['release', 'create', tag, '--verify-tag', '--notes', 'x'];
      await assertRefused(bench, create('v9.0.0'), /tag v9\.0\.0 doesn't exist/);
      await assertRefused(bench, create('v1.0.0'), /already exists/);
    },
  },
  {
    name: 'release list has the latest',
    async run(bench) {
      const shown = await ghJson(bench, ['release', 'list', '--json', 'tagName,isLatest,isDraft']);
      assert.deepEqual(shown, [{ tagName: 'v1.0.0', isLatest: true, isDraft: false }]);
    },
  },
];
