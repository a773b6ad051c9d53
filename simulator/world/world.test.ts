import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWorld } from './index.ts';
import type { World } from './index.ts';

let folder: string;
let world: World;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'world-'));
  world = await createWorld({ folder, now: Date.parse('2029-01-01T00:00:00Z') });
});

afterEach(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

async function restart(): Promise<World> {
  await world.close();
  world = await createWorld({ folder });
  return world;
}

describe('createWorld', () => {
  it('continues slices, time, GUIDs and switches after a restart', async () => {
    const slice = world.slice('things', () => ({ names: ['a'] }));
    slice.value.names.push('b');
    slice.touch();
    world.clock.advance(14 * 86_400_000);
    world.setAssumption('oidc-subject-form', 'old');
    const first = world.uuid();
    await restart();
    expect(world.slice('things', () => ({ names: ['new'] })).value.names).toEqual(['a', 'b']);
    expect(new Date(world.clock.now()).toISOString()).toMatch(/^2029-01-15T/);
    expect(world.assume('oidc-subject-form')).toBe('old');
    expect(world.uuid()).not.toBe(first);
  });

  it('draws the same GUIDs and bytes from the same seed', async () => {
    const twins = await Promise.all(
      ['a', 'b', 'c'].map((name, index) =>
        createWorld({ folder: join(folder, name), seed: index === 2 ? 'other' : 'same' }),
      ),
    );
    const [a, b, c] = twins.map((twin) => [twin.uuid(), Buffer.from(twin.bytes(70)).toString('hex')]);
    expect(a).toEqual(b);
    expect(a).not.toEqual(c);
    expect(a?.[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(a?.[1]).toHaveLength(140);
    await Promise.all(twins.map((twin) => twin.close()));
  });

  it('refuses unknown switches and values', () => {
    expect(() => world.assume('no-such-switch')).toThrow('no-such-switch');
    expect(() => world.setAssumption('oidc-subject-form', 'other')).toThrow('immutable, old');
  });

  it('pauses by its scale and stops at an abort', async () => {
    const scaled = await createWorld({ folder: join(folder, 'scaled'), latencyScale: 0.01 });
    const started = performance.now();
    await scaled.pause(5000);
    expect(performance.now() - started).toBeGreaterThanOrEqual(45);
    const abort = new AbortController();
    const paused = scaled.pause(1_000_000, abort.signal);
    abort.abort();
    await expect(paused).rejects.toMatchObject({ name: 'AbortError' });
    await scaled.close();
  });
});

describe('snapshot', () => {
  it('is frozen and brings slices and time back', () => {
    const slice = world.slice('things', () => ({ names: ['a'] }));
    const before = world.clock.offsetMs();
    const snapshot = world.snapshot();
    slice.value.names.push('b');
    world.slice('later', () => ({ count: 0 })).value.count = 5;
    world.clock.advance(1000);
    world.restore(snapshot);
    expect(slice.value.names).toEqual(['a']);
    expect(world.slice('later', () => ({ count: 9 })).value.count).toBe(0);
    expect(world.clock.offsetMs()).toBe(before);
    slice.value.names.push('c');
    world.restore(snapshot);
    expect(slice.value.names).toEqual(['a']);
  });

  it('takes milliseconds for ten thousand entries', () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => ({ digest: `sha256:${index}`, tags: ['x'] }));
    world.slice('rows', () => ({ rows }));
    const started = performance.now();
    world.restore(world.snapshot());
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('blobs', () => {
  const bytes = new TextEncoder().encode('hello blob');
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield bytes.subarray(0, 4);
    yield bytes.subarray(4);
  }

  it('files bytes and streams under their digest, also after a restart', async () => {
    expect(await world.blobs.put(bytes)).toBe(digest);
    expect(await world.blobs.putStream(chunks())).toEqual({ digest, size: bytes.length });
    await restart();
    expect(await world.blobs.size(digest)).toBe(bytes.length);
    expect(Buffer.from((await world.blobs.read(digest)) ?? []).toString()).toBe('hello blob');
  });

  it('streams a range, ends included', async () => {
    await world.blobs.put(bytes);
    const stream = await world.blobs.stream(digest, { start: 6, end: 8 });
    expect(await new Response(stream).text()).toBe('blo');
  });

  it('answers an alias under its own digest', async () => {
    await world.blobs.put(bytes);
    const sha512 = `sha512:${createHash('sha512').update(bytes).digest('hex')}`;
    await world.blobs.alias(sha512, digest);
    await world.blobs.alias(sha512, digest);
    expect(await world.blobs.has(sha512)).toBe(true);
  });

  it('keeps nothing of a stream that broke', async () => {
    const broken = (async function* () {
      yield bytes;
      throw new Error('cut');
    })();
    await expect(world.blobs.putStream(broken)).rejects.toThrow('cut');
    expect(await readdir(join(folder, 'blobs', 'incoming'))).toEqual([]);
    expect(await world.blobs.has(digest)).toBe(false);
  });

  it('does not follow text that is no digest', async () => {
    expect(await world.blobs.read('sha256:../../state/world')).toBeUndefined();
    expect(await world.blobs.stream('../ca.pem')).toBeUndefined();
  });
});

describe('hooks', () => {
  it('runs what hangs at a point until it is taken off', async () => {
    const seen: number[] = [];
    const off = world.hooks.on('import:after-check', async () => void seen.push(1));
    await world.hooks.reach('import:after-check');
    await world.hooks.reach('other');
    off();
    await world.hooks.reach('import:after-check');
    expect(seen).toEqual([1]);
  });
});
