import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { assumptions } from '../assumptions/index.ts';
import { openBlobStore } from './blobs.ts';
import { createClock, readStartOffset } from './clock.ts';
import { createHooks } from './hooks.ts';
import { drawBytes, renderUuid } from './random.ts';
import { openSlices } from './slices.ts';
import type { Slice, World } from './types.ts';

export interface WorldOptions {
  /** The state folder; made when absent, continued when there. */
  readonly folder: string;
  /**
   * The simulated time now, in ms since the epoch; default: where the state left it, in a fresh world
   * LAZARET_SIMULATED_TIME or the machine's.
   */
  readonly now?: number;
  /** Simulated latencies are multiplied by this; default 0. */
  readonly latencyScale?: number;
  /** Seeds every GUID and random byte of a fresh state folder. */
  readonly seed?: string;
}

interface Basics {
  offsetMs: number;
  random: { seed: string; count: number };
  assumptions: Record<string, string>;
}

/** Opens the simulated world in a folder. */
export async function createWorld(options: WorldOptions): Promise<World> {
  const folder = resolve(options.folder);
  await mkdir(folder, { recursive: true });
  const blobs = await openBlobStore(join(folder, 'blobs'));
  const slices = await openSlices(join(folder, 'state'));
  const basics = slices.slice('world', () => startBasics(options.seed ?? 'lazaret'));
  const clock = createClock(
    {
      get offsetMs() {
        return basics.value.offsetMs;
      },
      set offsetMs(value) {
        basics.value.offsetMs = value;
      },
    },
    basics.touch,
  );
  if (options.now !== undefined) clock.advance(options.now - clock.now());
  return {
    clock,
    blobs,
    hooks: createHooks(),
    folder,
    slice: slices.slice,
    uuid: () => renderUuid(draw(basics, 16)),
    bytes: (count) => draw(basics, count),
    ...createSwitches(basics),
    pause: (ms, signal) => pause(ms * (options.latencyScale ?? 0), signal),
    snapshot: () => ({ slices: slices.copy(), offsetMs: clock.offsetMs() }),
    restore(snapshot) {
      slices.replace(snapshot.slices);
      clock.advance(snapshot.offsetMs - clock.offsetMs());
    },
    flush: slices.flush,
    close: slices.flush,
  };
}

function startBasics(seed: string): Basics {
  return { offsetMs: readStartOffset(process.env), random: { seed, count: 0 }, assumptions: {} };
}

function draw(basics: Slice<Basics>, count: number): Uint8Array {
  const bytes = drawBytes(basics.value.random, count);
  basics.touch();
  return bytes;
}

function createSwitches(basics: Slice<Basics>): Pick<World, 'assume' | 'setAssumption'> {
  return {
    assume: (name) => basics.value.assumptions[name] ?? findAssumption(name).chosen,
    setAssumption(name, value) {
      const { values } = findAssumption(name);
      if (!values.includes(value)) throw new Error(`assumption "${name}" is one of: ${values.join(', ')}`);
      basics.value.assumptions[name] = value;
      basics.touch();
    },
  };
}

function findAssumption(name: string) {
  const found = assumptions.find((assumption) => assumption.name === name);
  if (found === undefined) throw new Error(`no assumption is named "${name}"`);
  return found;
}

async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  if (ms > 0) await sleep(ms, undefined, { signal });
}
