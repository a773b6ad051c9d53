import { describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { quarantine } from '../../../simulator/estate/index.ts';
import type { StepResult } from '../../../simulator/runner/index.ts';
import { listUpstreamImages } from '../../../simulator/upstream/index.ts';
import { useWorld } from '../../support/world.ts';
import type { PlayOrder } from '../../support/world.ts';

const world = useWorld();
const file = 'images.lock.yaml';
const indexType = 'application/vnd.oci.image.index.v1+json';

interface Line {
  readonly reference: string;
  readonly digest: string;
  readonly more?: string;
}

interface Row {
  readonly reference: string;
  readonly image: string;
  readonly status: string;
  readonly tag: string;
  readonly code?: string;
}

/** The catalogue but for the base image, which is in quarantine before each test. */
const images: readonly Line[] = listUpstreamImages().filter(({ reference }) => !reference.includes('/node:'));
const [first, second, third] = images;
if (first === undefined || second === undefined || third === undefined)
  throw new Error('the catalogue is short');

function render(lines: readonly Line[]): string {
  const entries = lines.map(
    ({ reference, digest, more = '' }) =>
      `  - reference: ${reference}\n    digest: ${digest}\n    reason: a test\n${more}`,
  );
  return `version: 1\nimages:\n${entries.join('')}`;
}

async function play(lines: readonly Line[], order: PlayOrder = {}): Promise<StepResult> {
  await writeFile(join(world().workspace, file), render(lines));
  const inputs = { image: undefined, 'lock-file': file, ...order.with };
  return world().play('import-image', { ...order, with: inputs });
}

function rowsOf({ outputs }: StepResult): readonly Row[] {
  const rows: unknown = JSON.parse(outputs['results'] ?? '[]');
  return Array.isArray(rows) ? (rows as Row[]) : [];
}

function store(host: string) {
  const found = world().simulation.registries.find(host);
  if (found === undefined) throw new Error(`no registry ${host}`);
  return found;
}

/** Requests of importImage since request `n`. */
function countImports(n: number): number {
  const { requests } = world().simulation;
  return requests.since(n).filter(({ method, path }) => method === 'POST' && path.endsWith('/importImage'))
    .length;
}

describe('import-image with a lock file', () => {
  it('brings all images with tags, and has nothing to do the second time', async () => {
    const result = await play(images);
    expect([result.conclusion, result.outputs['status'], result.outputs['image']]).toEqual([
      'success',
      'imported',
      '',
    ]);
    expect(rowsOf(result).map(({ reference, status, tag }) => [reference, status, tag])).toEqual(
      images.map(({ reference }) => [reference, 'imported', 'unmoved']),
    );
    for (const { reference, digest } of images) {
      const [, repository = '', tag = ''] = /^(.+):([^:]+)$/.exec(reference) ?? [];
      expect(store(quarantine.loginServer).resolve(`upstream/${repository}`, tag)?.digest).toBe(digest);
    }
    const n = world().simulation.requests.count;
    const again = await play(images);
    expect([again.conclusion, again.outputs['status'], countImports(n)]).toEqual(['success', 'present', 0]);
  });

  it('signs in once, however many images there are', async () => {
    const n = world().simulation.requests.count;
    await play(images);
    const since = world().simulation.requests.since(n);
    const count = (part: string): number =>
      since.filter(({ host, path }) => `${host}${path}`.includes(part)).length;
    // One token for ARM, one for the registries; one assertion and one exchange each.
    expect([count('login.microsoftonline.com'), count('/idtoken/'), count('/oauth2/exchange')]).toEqual([
      2, 2, 1,
    ]);
  });

  it('imports nothing of a file that is wrong, and names each line', async () => {
    const n = world().simulation.requests.count;
    const result = await play([
      first,
      first,
      { reference: 'Upper/case:1', digest: 'sha256:0', more: '    extra: 1\n' },
    ]);
    const [error] = result.annotations.filter(({ level }) => level === 'error');
    expect([result.conclusion, error?.message.slice(0, 19)]).toEqual(['failure', 'IMPORT_LOCK_INVALID']);
    const lines = [...(error?.message ?? '').matchAll(/images\.lock\.yaml:(\d+):/g)].map(([, line]) =>
      Number(line),
    );
    expect(lines).toEqual([6, 9, 10, 12]);
    expect(world().simulation.requests.since(n)).toEqual([]);
  });

  it('gives each failure a line and a code of its own, and brings the others', async () => {
    const docker = store('docker.io');
    const children = await Promise.all(
      Array.from({ length: 50 }, (_, index) => putIndex('library/large', [], { note: String(index) })),
    );
    const large = await putIndex('library/large', children, {}, 'all');
    expect(docker.resolve('library/large', 'all')?.digest).toBe(large);
    const absent = `sha256:${'0'.repeat(64)}`;
    const result = await play([
      first,
      { ...first, reference: 'gone.example/library/busybox:1' },
      { reference: 'docker.io/library/busybox:0', digest: absent },
      { reference: 'docker.io/library/large:all', digest: large },
      { reference: 'lazaretlegacy.azurecr.io/app:1', digest: absent },
      { ...second, more: '    platforms: [linux/s390x]\n' },
      third,
    ]);
    expect(rowsOf(result).map(({ code, status }) => code ?? status)).toEqual([
      'imported',
      'IMPORT_UPSTREAM_GONE',
      'IMPORT_SOURCE_NOT_FOUND',
      'IMAGE_INDEX_TOO_LARGE',
      'IMPORT_SOURCE_FOREIGN',
      'IMPORT_PLATFORM_MISSING',
      'imported',
    ]);
    expect([result.conclusion, result.outputs['status']]).toEqual(['failure', 'failed']);
    const errors = result.annotations.filter(({ level }) => level === 'error');
    expect(
      errors.map(({ message, file: place, startLine }) => [message.split(':')[0], place, startLine]),
    ).toEqual([
      ['IMPORT_UPSTREAM_GONE', file, 6],
      ['IMPORT_SOURCE_NOT_FOUND', file, 9],
      ['IMAGE_INDEX_TOO_LARGE', file, 12],
      ['IMPORT_SOURCE_FOREIGN', file, 15],
      ['IMPORT_PLATFORM_MISSING', file, 18],
      ['IMPORT_LOCK_INCOMPLETE', undefined, undefined],
    ]);
  });

  it('reports an import that fails on the poll, and finishes on the next run', async () => {
    const { faults, imports, requests, world: simulated } = world().simulation;
    const body = { error: { code: 'InternalError', message: 'Something went wrong.' } };
    const copy = Promise.withResolvers<undefined>();
    // The copy is still under way when the poll fails: an import that is found complete counts as done.
    const remove = simulated.hooks.on('import:after-check', () => {
      remove();
      return copy.promise.then(() => undefined);
    });
    faults.add({
      match: ({ path }) => path.includes('/operationResults/'),
      do: { kind: 'status', status: 400, body },
    });
    const broken = await play([first, second], { with: { parallel: '1' } });
    expect(rowsOf(broken).map(({ code, status }) => code ?? status)).toEqual(['IMPORT_FAILED', 'imported']);
    copy.resolve(undefined);
    await imports.settled();
    const n = requests.count;
    const again = await play([first, second]);
    // Azure had done the work of which the poll said that it failed.
    expect([again.conclusion, again.outputs['status'], countImports(n)]).toEqual(['success', 'present', 0]);
  });

  it('stops with the role or the id when the quarantine registry is of another subscription', async () => {
    const other = quarantine.id.replace(
      /subscriptions\/[^/]+/,
      'subscriptions/99999999-9999-4999-8999-999999999999',
    );
    const result = await play([first], { with: { 'quarantine-registry': other } });
    const [error] = result.annotations.filter(({ level }) => level === 'error');
    expect([result.conclusion, error?.message.split(':')[0]]).toEqual([
      'failure',
      expect.stringMatching(/^ARM_(FORBIDDEN|REGISTRY_NOT_FOUND)$/),
    ]);
  });

  it('is throttled image by image when Docker Hub is at its limit, and not with a user', async () => {
    world().simulation.registries.hub.setLimit(0);
    const hub = images.filter(({ reference }) => reference.startsWith('docker.io/'));
    const anonymous = await play(images);
    expect(rowsOf(anonymous).filter(({ code }) => code === 'IMPORT_UPSTREAM_THROTTLED')).toHaveLength(
      hub.length,
    );
    const credentials = { 'upstream-username': 'user', 'upstream-password': 'dckr_pat_secret' };
    const known = await play(images, { with: credentials });
    expect([known.conclusion, known.rawOutput.includes('dckr_pat_secret')]).toEqual(['success', false]);
  });
});

describe('import-image and tags that moved', () => {
  async function moveTag(): Promise<string> {
    const [, repository = '', tag = ''] = /^docker\.io\/(.+):(.+)$/.exec(first?.reference ?? '') ?? [];
    return putIndex(repository, [], { note: 'newer' }, tag);
  }

  it('warns at the line and imports the locked digest', async () => {
    await moveTag();
    const result = await play([first, second]);
    expect([result.conclusion, rowsOf(result).map(({ status, tag }) => [status, tag])]).toEqual([
      'success',
      [
        ['imported', 'moved'],
        ['imported', 'unmoved'],
      ],
    ]);
    const warnings = result.annotations.filter(({ level }) => level === 'warning');
    expect(warnings.map(({ file: place, startLine }) => [place, startLine])).toEqual([[file, 3]]);
  });

  it('refuses that image alone with on-moved-tag: refuse', async () => {
    await moveTag();
    const result = await play([first, second], { with: { 'on-moved-tag': 'refuse' } });
    expect([result.conclusion, rowsOf(result).map(({ code, status }) => code ?? status)]).toEqual([
      'failure',
      ['IMPORT_TAG_MOVED', 'imported'],
    ]);
  });

  it('says not-checked where upstream cannot be asked', async () => {
    world().simulation.faults.add({
      match: ({ host }) => host === 'registry-1.docker.io',
      ...{ do: { kind: 'drop' }, times: Infinity },
    });
    const result = await play([first, second], { with: { 'on-moved-tag': 'refuse' } });
    expect([result.conclusion, rowsOf(result).map(({ status, tag }) => [status, tag])]).toEqual([
      'success',
      [
        ['imported', 'not-checked'],
        ['imported', 'not-checked'],
      ],
    ]);
  });

  it('imports a refreshed digest beside the one before it', async () => {
    await play([first]);
    const digest = await moveTag();
    const result = await play([{ ...first, digest }]);
    expect([result.conclusion, rowsOf(result)[0]?.status]).toEqual(['success', 'imported']);
    const [, repository = '', tag = ''] = /^(.+):([^:]+)$/.exec(first.reference) ?? [];
    const held = store(quarantine.loginServer);
    expect([
      held.resolve(`upstream/${repository}`, tag)?.digest,
      held.resolve(`upstream/${repository}`, `${tag}-${digest.slice(7, 19)}`)?.digest,
    ]).toEqual([first.digest, digest]);
  });
});

describe('import-image that is interrupted', () => {
  it.each([
    ['killed', 'SIGKILL'],
    ['cancelled', 'SIGINT'],
  ] as const)('brings the rest when it is run again after it was %s', async (_, signal) => {
    const { simulation } = world();
    const undisturbed = await play(images);
    expect(undisturbed.conclusion).toBe('success');
    const wanted = world().inventory();
    await world().restore();
    let pid = 0;
    let isDone = false;
    const release = simulation.gateway.onRequest(({ path }) => {
      if (isDone || !path.includes('/operationResults/')) return;
      isDone = true;
      process.kill(pid, signal);
    });
    const broken = await play(images, { watch: { onStart: (started) => void (pid = started) } });
    release();
    expect([broken.conclusion === 'success', isDone]).toEqual([false, true]);
    await simulation.imports.settled();
    const again = await play(images);
    expect([again.conclusion, stripTimes(world().inventory())]).toEqual(['success', stripTimes(wanted)]);
  });
});

/** An inventory without what says when. */
function stripTimes(inventory: unknown): unknown {
  const isTime = (key: string): boolean => /(At|Time|time|created|updated|nextTick|sequence)$/i.test(key);
  return JSON.parse(JSON.stringify(inventory, (key, value: unknown) => (isTime(key) ? undefined : value)));
}

/** Pushes an index to Docker Hub. */
async function putIndex(
  repository: string,
  children: readonly string[],
  annotations: Readonly<Record<string, string>>,
  tag?: string,
): Promise<string> {
  const hub = store('docker.io');
  const manifests = children.map((digest) => ({
    ...{ mediaType: indexType, digest, size: hub.resolve(repository, digest)?.size ?? 0 },
  }));
  const bytes = Buffer.from(
    JSON.stringify({ schemaVersion: 2, mediaType: indexType, manifests, annotations }),
  );
  const pushed = await hub.putManifest(repository, {
    bytes,
    mediaType: indexType,
    ...(tag === undefined ? {} : { tag }),
  });
  if (!pushed.ok) throw new Error(pushed.message);
  return pushed.digest;
}
