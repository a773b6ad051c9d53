import assert from 'node:assert/strict';
import { legacy, live, quarantine } from '../../../simulator/estate/index.ts';
import type { Bench } from '../bench/bench.ts';
import type { Case } from '../types.ts';
import { failAz, logIn, readAz, upstream } from './az.ts';

/** Import from upstream, within a registry, and from one registry to another. */
export const importCases: readonly Case[] = [
  {
    name: 'acr import from upstream',
    async run(bench) {
      await logIn(bench, 'import');
      const source = `${upstream.host}/${upstream.repository}:${upstream.tag}`;
      await importImage(bench, 'import', { to: quarantine.name, source, image: 'upstream/hello:1.0' });
      assertSame(bench, quarantine.loginServer, 'upstream/hello');
    },
  },
  {
    name: 'acr import of a tag that is there fails without --force',
    async run(bench) {
      const source = `${upstream.host}/${upstream.repository}:${upstream.tag}`;
      const args = ['acr', 'import', '--name', quarantine.name, '--source', source, '--image'];
      assert.match(await failAz(bench, 'import', [...args, 'upstream/hello:1.0']), /already exists/i);
    },
  },
  {
    name: 'acr import of a source that is not there fails',
    isSlow: true,
    async run(bench) {
      const source = `${upstream.host}/${upstream.repository}:absent`;
      const args = [
        'acr',
        'import',
        '--name',
        quarantine.name,
        '--source',
        source,
        '--image',
        'upstream/x:1',
      ];
      await failAz(bench, 'import', args);
    },
  },
  {
    name: 'acr import from one registry to another, by digest',
    async run(bench) {
      await logIn(bench, 'promote');
      const digest = digestOf(bench, quarantine.loginServer, 'upstream/hello', '1.0');
      const source = `upstream/hello@${digest}`;
      const image = 'upstream/hello:1.0';
      const from = ['--registry', quarantine.id];
      await importImage(bench, 'promote', { to: live.name, source, image, from });
      assertSame(bench, live.loginServer, 'upstream/hello');
    },
  },
  {
    name: 'acr import within a registry',
    async run(bench) {
      const source = `${upstream.host}/${upstream.repository}:${upstream.tag}`;
      await importImage(bench, 'build', { to: legacy.name, source, image: 'hello:1.0' });
      const own = `${legacy.loginServer}/hello:1.0`;
      await importImage(bench, 'build', { to: legacy.name, source: own, image: 'copy/hello:1.0' });
      assertSame(bench, legacy.loginServer, 'copy/hello');
    },
  },
  {
    name: 'acr import without the role fails',
    async run(bench) {
      const source = `${upstream.host}/${upstream.repository}:${upstream.tag}`;
      const args = [
        'acr',
        'import',
        '--name',
        quarantine.name,
        '--source',
        source,
        '--image',
        'workload/x:1',
      ];
      assert.match(await failAz(bench, 'build', args), /AuthorizationFailed|does not have authorization/);
    },
  },
];

interface Import {
  readonly to: string;
  readonly source: string;
  readonly image: string;
  readonly from?: readonly string[];
}

async function importImage(
  bench: Bench,
  user: 'build' | 'import' | 'promote',
  { to, source, image, from = [] }: Import,
): Promise<void> {
  await readAz(bench, user, ['acr', 'import', '--name', to, '--source', source, '--image', image, ...from]);
}

function assertSame(bench: Bench, host: string, repository: string): void {
  const { host: from, repository: original, tag } = upstream;
  assert.equal(digestOf(bench, host, repository, '1.0'), digestOf(bench, from, original, tag));
}

function digestOf({ simulation }: Bench, host: string, repository: string, tag: string): string {
  const found = simulation.registries.find(host)?.resolve(repository, tag);
  if (found === undefined) throw new Error(`${host}/${repository}:${tag} is not there`);
  return found.digest;
}
