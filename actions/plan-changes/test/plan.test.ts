import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { execProgram } from '../../../lib/action/exec.ts';
import { splitResult } from '../../../lib/action/results.ts';
import { CodedError } from '../../../lib/base/errors/index.ts';
import { openCheckout } from '../../../lib/tools/git/index.ts';
import { createRecordingLog } from '../../../test/support/recording-log.ts';
import type { Inputs, Outputs, outputs as outputFields } from '../src/inputs.ts';
import { run } from '../src/main.ts';
import { renderSummary } from '../src/summary.ts';
import { cloneShallow, createRepository } from './repository.ts';
import type { Repository } from './repository.ts';

const zeros = '0'.repeat(40);
const defaults: Inputs = { config: 'lazaret.yaml', all: false, base: undefined, shardSize: 256 };

interface Image {
  readonly name: string;
  readonly folder?: string;
  readonly also?: readonly string[];
  readonly platform?: string;
  readonly dockerfile?: string;
}

function config(images: readonly Image[], more = ''): string {
  const entries = images.map((image) => ({
    folder: `app/${image.name}`,
    repository: `app/${image.name}`,
    ...image,
  }));
  return `version: 1\nimages:\n${entries.map((entry) => `  - ${JSON.stringify(entry)}\n`).join('')}${more}`;
}

function lock(...entries: readonly (readonly [string, string])[]): string {
  const lines = entries.map(
    ([reference, letter]) =>
      `  - { reference: '${reference}', digest: 'sha256:${letter.repeat(64)}', reason: r }\n`,
  );
  return `version: 1\nimages:\n${lines.join('')}`;
}

/** Two images and their lock file, committed. */
async function start(images: readonly Image[] = [{ name: 'a' }, { name: 'b' }]): Promise<{
  readonly repository: Repository;
  readonly first: string;
}> {
  const repository = await createRepository();
  const dockerfiles = images.map(({ name, folder = `app/${name}`, dockerfile = 'Dockerfile' }) => [
    `${folder}/${dockerfile}`,
    'FROM scratch\n',
  ]);
  const also = images.flatMap((image) => (image.also ?? []).map((path) => [`${path}/file`, 'x']));
  const first = await repository.commit({
    'lazaret.yaml': config(images, 'lock: images.lock.yaml\n'),
    'images.lock.yaml': lock(['busybox:1', 'a'], ['node:24', 'b']),
    ...Object.fromEntries([...dockerfiles, ...also]),
  });
  return { repository, first };
}

interface Event {
  readonly name?: string;
  readonly payload?: unknown;
}

async function plan(
  { folder }: Repository,
  event: Event = {},
  change: Partial<Inputs> = {},
): Promise<Outputs> {
  const log = createRecordingLog();
  const env = { PATH: process.env['PATH'] ?? '' };
  const deps = {
    checkout: openCheckout({ exec: execProgram, env, folder }),
    eventName: event.name ?? 'push',
    readEvent: () => Promise.resolve(event.payload),
  };
  const { outputs } = splitResult<typeof outputFields>(await run({ ...defaults, ...change }, deps, log));
  log.assertClosed();
  return outputs;
}

function push(before: string, more: Readonly<Record<string, unknown>> = {}): Event {
  return { payload: { before, ...more } };
}

function list(text: string): readonly Readonly<Record<string, string>>[] {
  return JSON.parse(text) as readonly Readonly<Record<string, string>>[];
}

/** Name and cause of each image, reference and cause of each import. */
function digestOf(outputs: Outputs): readonly string[] {
  const images = list(outputs.images).map(({ name, cause }) => `${name} ${cause}`);
  return [...images, ...list(outputs.imports).map(({ reference, cause }) => `${reference} ${cause}`)];
}

const all = [
  'a everything',
  'b everything',
  'docker.io/library/busybox:1 everything',
  'docker.io/library/node:24 everything',
];

async function failure(work: Promise<unknown>): Promise<CodedError> {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (error instanceof CodedError) return error;
  throw new Error(`no coded error: ${String(error)}`);
}

describe('what is planned for a push', () => {
  const rows: readonly (readonly [
    string,
    Readonly<Record<string, string | undefined>>,
    readonly string[],
  ])[] = [
    ['nothing', {}, []],
    ['a file elsewhere', { 'README.md': 'x' }, []],
    ['a file in a folder', { 'app/a/src/main.ts': 'x' }, ['a folder']],
    ['the Dockerfile', { 'app/b/Dockerfile': 'FROM x\n' }, ['b folder']],
    ['an ignore file', { 'app/a/.dockerignore': 'src\n' }, ['a folder']],
    ['a folder whose name only begins alike', { 'app/ab/file': 'x', 'app/a.txt': 'x' }, []],
    ['a name with a line break', { 'app/a/new\nline': 'x' }, ['a folder']],
    ['a name with quotes and a tab', { 'app/b/"q"\t\u00e4': 'x' }, ['b folder']],
    ['a name that looks like an option', { '--output=x': 'x', 'app/b/-n': 'x' }, ['b folder']],
    [
      'an entry',
      {
        'lazaret.yaml': config(
          [{ name: 'a', platform: 'linux/arm64' }, { name: 'b' }],
          'lock: images.lock.yaml\n',
        ),
      },
      ['a entry'],
    ],
    [
      'the order and the comments of the entries',
      { 'lazaret.yaml': `# x\n${config([{ name: 'b' }, { name: 'a' }], 'lock: images.lock.yaml\n')}` },
      [],
    ],
    [
      'another policy',
      { 'lazaret.yaml': config([{ name: 'a' }, { name: 'b' }], 'lock: images.lock.yaml\npolicy: x.yaml\n') },
      [],
    ],
    [
      'a digest of the lock file',
      { 'images.lock.yaml': lock(['busybox:1', 'c'], ['node:24', 'b']) },
      ['docker.io/library/busybox:1 entry'],
    ],
    [
      'a new entry of the lock file',
      { 'images.lock.yaml': lock(['busybox:2', 'a'], ['busybox:1', 'a'], ['node:24', 'b']) },
      ['docker.io/library/busybox:2 new'],
    ],
    ['a shorter lock file', { 'images.lock.yaml': lock(['node:24', 'b']) }, []],
  ];

  it.each(rows)('is right for %s', async (_, files, expected) => {
    const { repository, first } = await start();
    await repository.commit(files);
    expect(digestOf(await plan(repository, push(first)))).toEqual(expected);
  });

  it('compares with what was before the push, not with the last commit alone', async () => {
    const { repository, first } = await start();
    await repository.commit({ 'app/a/x': 'x' });
    const head = await repository.commit({ 'app/b/x': 'x' });
    const outputs = await plan(repository, push(first));
    expect(digestOf(outputs)).toEqual(['a folder', 'b folder']);
    expect([outputs.base, outputs.head, outputs.everything]).toEqual([first, head, 'false']);
  });

  it('rebuilds where a file was moved from, and where it was moved to', async () => {
    const { repository, first } = await start();
    const second = await repository.commit({ 'app/a/big': 'x'.repeat(500) });
    await repository.git('mv', 'app/a/big', 'app/b/big');
    await repository.commit({});
    expect(digestOf(await plan(repository, push(second)))).toEqual(['a folder', 'b folder']);
    expect(digestOf(await plan(repository, push(first)))).toEqual(['b folder']);
  });

  it('rebuilds for another folder that the entry names, by the whole name', async () => {
    const { repository, first } = await start([{ name: 'a', also: ['shared'] }, { name: 'b' }]);
    await repository.commit({ 'shared2/x': 'x' });
    expect(digestOf(await plan(repository, push(first)))).toEqual([]);
    await repository.commit({ 'shared/deep/x': 'x' });
    expect(digestOf(await plan(repository, push(first)))).toEqual(['a also']);
  });

  it('rebuilds an image of the root for any change, and one that only changed its mode', async () => {
    const { repository, first } = await start([{ name: 'a', folder: '.', also: ['app/b'] }, { name: 'b' }]);
    await repository.git('update-index', '--chmod=+x', 'app/b/Dockerfile');
    await repository.git('commit', '--quiet', '--message=mode');
    expect(digestOf(await plan(repository, push(first)))).toEqual(['a folder', 'b folder']);
  });

  it('rebuilds for a submodule that moved, even when the change says that nobody should look', async () => {
    const { repository, first } = await start();
    const point = (commit: string): Promise<string> =>
      repository.git('update-index', '--add', '--cacheinfo', `160000,${commit},app/a/lib`);
    const modules = '[submodule "l"]\n\tpath = app/a/lib\n\turl = ../l\n\tignore = all\n';
    await repository.commit({ '.gitmodules': modules });
    await point(first);
    await repository.git('commit', '--quiet', '--message=submodule');
    const before = await repository.git('rev-parse', 'HEAD');
    await point(before);
    await repository.git('commit', '--quiet', '--message=move');
    expect(digestOf(await plan(repository, push(before)))).toEqual(['a folder']);
  });

  it('tells of an image that is gone and builds a renamed one', async () => {
    const { repository, first } = await start();
    await repository.git('mv', 'app/a', 'app/c');
    await repository.commit({ 'lazaret.yaml': config([{ name: 'c' }, { name: 'b' }]) });
    const outputs = await plan(repository, push(first));
    expect([digestOf(outputs), outputs.removed, outputs.unchangedCount]).toEqual([['c new'], '["a"]', '1']);
  });

  it('looks at the commit, not at what a step wrote into the work tree', async () => {
    const { repository, first } = await start();
    const { folder } = repository;
    await execProgram('sh', ['-c', 'echo "version: 7" > lazaret.yaml; echo x > app/a/x'], {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '' },
    });
    expect(digestOf(await plan(repository, push(first)))).toEqual([]);
  });
});

describe('everything is planned, with the reason', () => {
  it.each([
    ['the first push', push(zeros), 'it is the first push of the branch'],
    [
      'a payload without a commit',
      { payload: { before: 'main' } },
      'the event does not say what the branch was at before the push',
    ],
    ['no payload', {}, 'the event does not say what the branch was at before the push'],
    ['a schedule', { name: 'schedule', payload: {} }, 'the event has no range of commits'],
    ['a commit that is nowhere', push('f'.repeat(40)), `the checkout does not have ${'f'.repeat(40)}`],
  ])('for %s', async (_, event, reason) => {
    const { repository } = await start();
    const outputs = await plan(repository, event);
    expect([digestOf(outputs), outputs.everything, outputs.reason]).toEqual([all, 'true', reason]);
  });

  it('for a push by force', async () => {
    const { repository, first } = await start();
    const outputs = await plan(repository, push(first, { forced: true }));
    expect(outputs.reason).toBe('the branch was pushed by force, so its history is another');
  });

  it('for a shallow checkout, which says what to do', async () => {
    const { repository, first } = await start();
    await repository.commit({ 'app/a/x': 'x' });
    const outputs = await plan(await cloneShallow(repository, 1), push(first));
    expect([digestOf(outputs), outputs.reason]).toEqual([
      all,
      `the checkout is shallow and does not have ${first}; give actions/checkout \`fetch-depth: 0\``,
    ]);
  });

  it('when it is asked for', async () => {
    const { repository, first } = await start();
    const outputs = await plan(repository, push(first), { all: true });
    expect([digestOf(outputs), outputs.base]).toEqual([all, '']);
  });

  it.each([
    ['has no configuration', { 'lazaret.yaml': undefined }],
    ['has one that cannot be used', { 'lazaret.yaml': 'version: 2\n' }],
  ])('when the base %s', async (_, broken) => {
    const { repository } = await start();
    const text = await repository.git('show', 'HEAD:lazaret.yaml');
    const base = await repository.commit(broken);
    await repository.commit({ 'lazaret.yaml': `${text}\n` });
    const outputs = await plan(repository, push(base));
    expect([digestOf(outputs), outputs.everything]).toEqual([all, 'false']);
  });

  it('for the imports alone when only the lock file of the base is unusable', async () => {
    const { repository } = await start();
    const text = await repository.git('show', 'HEAD:images.lock.yaml');
    const base = await repository.commit({ 'images.lock.yaml': 'version: 9\n' });
    await repository.commit({ 'images.lock.yaml': `${text}\n` });
    expect(digestOf(await plan(repository, push(base)))).toEqual(all.slice(2));
  });
});

describe('a pull request', () => {
  /** main goes on after the branch left it; HEAD is GitHub's merge commit of both. */
  async function startPull(): Promise<{ readonly repository: Repository; readonly event: Event }> {
    const { repository, first } = await start();
    await repository.git('checkout', '--quiet', '-b', 'topic');
    const head = await repository.commit({ 'app/a/x': 'x' });
    await repository.git('checkout', '--quiet', 'main');
    await repository.commit({ 'app/b/x': 'x' });
    await repository.git('checkout', '--quiet', '--detach', 'main');
    await repository.git('merge', '--quiet', '--no-ff', '--no-edit', 'topic');
    const payload = { pull_request: { base: { sha: first }, head: { sha: head } } };
    return { repository, event: { name: 'pull_request', payload } };
  }

  it('is its own changes alone on the merge commit, however far the base has gone', async () => {
    const { repository, event } = await startPull();
    expect(digestOf(await plan(repository, event))).toEqual(['a folder']);
    expect(digestOf(await plan(await cloneShallow(repository, 2), event))).toEqual(['a folder']);
  });

  it('is everything in a checkout of one commit', async () => {
    const { repository, event } = await startPull();
    const outputs = await plan(await cloneShallow(repository, 1), event);
    expect([digestOf(outputs), outputs.everything]).toEqual([all, 'true']);
  });

  it('begins where the branch left its base when its head is checked out', async () => {
    const { repository, event } = await startPull();
    const main = await repository.git('rev-parse', 'main');
    const head = await repository.git('rev-parse', 'topic');
    await repository.git('checkout', '--quiet', 'topic');
    expect(digestOf(await plan(repository, event))).toEqual(['a folder']);
    const payload = { pull_request: { base: { sha: main }, head: { sha: head } } };
    expect(digestOf(await plan(repository, { name: 'pull_request', payload }))).toEqual(['a folder']);
  });

  it('is everything when the histories do not meet', async () => {
    const { repository, first } = await start();
    await repository.git('checkout', '--quiet', '--orphan', 'other');
    const head = await repository.commit({ x: 'x' });
    const payload = { pull_request: { base: { sha: first }, head: { sha: head } } };
    expect(digestOf(await plan(repository, { name: 'pull_request', payload }))).toEqual(all);
  });
});

describe('other ranges', () => {
  it('takes the base of a merge group, and the base that is given before any event', async () => {
    const { repository, first } = await start();
    const second = await repository.commit({ 'app/a/x': 'x' });
    await repository.commit({ 'app/b/x': 'x' });
    const group = { name: 'merge_group', payload: { merge_group: { base_sha: second } } };
    expect(digestOf(await plan(repository, group))).toEqual(['b folder']);
    expect(digestOf(await plan(repository, group, { base: first }))).toEqual(['a folder', 'b folder']);
  });
});

describe('what is missing', () => {
  it('is named all at once with the place of the entry', async () => {
    const { repository, first } = await start();
    await repository.commit({
      'app/a/Dockerfile': undefined,
      'app/b': undefined,
      'lazaret.yaml': config([{ name: 'a' }, { name: 'b', also: ['gone'] }], 'lock: x.yaml\nvex: [y.json]\n'),
    });
    const error = await failure(plan(repository, push(first)));
    expect(error.code).toBe('CONFIG_FILES_MISSING');
    expect(error.reason.split('; ')).toEqual([
      'lazaret.yaml:3:44: a has no Dockerfile "app/a/Dockerfile"',
      'lazaret.yaml:4:44: b has no Dockerfile "app/b/Dockerfile"',
      'lazaret.yaml:4:44: b names "gone" under also, which is not there',
      'lazaret.yaml:5:1: the lock file "x.yaml" is not there',
      'lazaret.yaml:6:7: the VEX document "y.json" is not there',
    ]);
  });

  it('counts a link under also, behind which no change would be seen', async () => {
    const { repository, first } = await start();
    await symlink('app/b', join(repository.folder, 'link'));
    await repository.commit({
      'lazaret.yaml': config([{ name: 'a', also: ['link', 'app/b'] }, { name: 'b' }]),
    });
    const { code, reason } = await failure(plan(repository, push(first)));
    expect([code, reason.split('; ').length]).toEqual(['CONFIG_FILES_MISSING', 1]);
    expect(reason).toMatch(/^lazaret\.yaml:3:44: a names "link" under also/);
  });

  it('may be the configuration, the checkout, or its sense', async () => {
    const { repository } = await start();
    const gone = await failure(plan(repository, {}, { config: 'other.yaml' }));
    expect(gone.code).toBe('CONFIG_MISSING');
    const nowhere = await failure(plan(await createRepository()));
    expect(nowhere.code).toBe('GIT_CHECKOUT_MISSING');
    await repository.commit({ 'lazaret.yaml': 'version: 1\nextra: 1\n' });
    expect((await failure(plan(repository))).code).toBe('CONFIG_INVALID');
  });
});

describe('hundreds of images', () => {
  const many = Array.from({ length: 600 }, (_, index) => ({ name: `image-${index}` }));

  it('are dealt out to matrices that GitHub takes, in their order', async () => {
    const { repository } = await start(many);
    const outputs = await plan(repository, push(zeros));
    const shards = JSON.parse(outputs.shards) as { shard: number; images: { name: string }[] }[];
    expect(shards.map(({ shard, images }) => [shard, images.length, images[0]?.name])).toEqual([
      [0, 256, 'image-0'],
      [1, 256, 'image-256'],
      [2, 88, 'image-512'],
    ]);
    expect([outputs.images, outputs.imageCount]).toEqual(['', '600']);
    expect(renderSummary(outputs, defaults)).toContain('… and 300 more.');
  });

  it('are refused when a job could not hand them on', async () => {
    const folder = `app/${'x'.repeat(230)}/${'y'.repeat(230)}`;
    const { repository } = await start(
      [...many, ...many.map(({ name }) => ({ name: `other-${name}` }))].map((image) => ({
        ...image,
        folder: `${folder}/${image.name}`,
      })),
    );
    await repository.commit({});
    const outputs = plan(repository, push(zeros));
    expect((await failure(outputs)).code).toBe('CONFIG_PLAN_TOO_LARGE');
  });
});

describe('renderSummary', () => {
  it('says what is planned and why', async () => {
    const { repository, first } = await start();
    await repository.commit({
      'app/a/x': 'x',
      'lazaret.yaml': config([{ name: 'a' }, { name: 'c', folder: 'app/b' }], 'lock: images.lock.yaml\n'),
      'images.lock.yaml': lock(['node:24', 'c']),
    });
    const outputs = await plan(repository, push(first));
    const summary = renderSummary(outputs, defaults).replaceAll(/[0-9a-f]{40}/g, '<commit>');
    expect(summary).toMatchInlineSnapshot(`
      "### 2 to build, 1 to import

      Only what changed is planned: compared with <commit>, what the branch was at before the push.

      | Image | Folder | Repository | Why |
      | --- | --- | --- | --- |
      | \`a\` | \`app/a\` | \`app/a\` | files in its folder changed |
      | \`c\` | \`app/b\` | \`app/c\` | it is new |

      | Upstream | In quarantine | Why |
      | --- | --- | --- |
      | \`docker.io/library/node:24\` | \`upstream/docker.io/library/node\` | its entry changed |

      No longer built: \`b\`.
      "
    `);
  });
});
