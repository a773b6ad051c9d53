import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Slice } from './types.ts';

/** How long changes may lie in memory before they are written, at least. */
const minDelayMs = 250;
/** A large state is written as a whole, so no oftener than keeps writing to this part of the time. */
const writingShare = 0.02;

/** All slices of a world, in memory and as one JSON file each. */
export interface SliceStore {
  slice<T extends object>(name: string, initial: () => T): Slice<T>;
  /** Deep copies of all slices. */
  copy(): Record<string, unknown>;
  /** Puts copies back; a slice that the copies lack starts afresh. */
  replace(copies: Readonly<Record<string, unknown>>): void;
  flush(): Promise<void>;
}

interface Entry {
  value: object;
  readonly initial: () => object;
  dirty: boolean;
}

/** Opens the slices that an earlier process left in `folder`. */
export async function openSlices(folder: string): Promise<SliceStore> {
  await mkdir(folder, { recursive: true });
  const stored = await readStored(folder);
  const entries = new Map<string, Entry>();
  const writer = createWriter(folder, entries);
  return {
    slice: (name, initial) => openSlice(name, initial, { stored, entries, touch: writer.touch }),
    copy: () => Object.fromEntries([...entries].map(([name, entry]) => [name, structuredClone(entry.value)])),
    replace(copies) {
      for (const [name, entry] of entries) {
        entry.value = asObject(structuredClone(copies[name])) ?? entry.initial();
        writer.touch(entry);
      }
    },
    flush: writer.flush,
  };
}

function openSlice<T extends object>(
  name: string,
  initial: () => T,
  store: { stored: Map<string, object>; entries: Map<string, Entry>; touch: (entry: Entry) => void },
): Slice<T> {
  if (!/^[a-z0-9-]+$/.test(name)) throw new Error(`slice name "${name}" is no kebab-case word`);
  const entry = store.entries.get(name) ?? {
    value: store.stored.get(name) ?? initial(),
    initial,
    dirty: false,
  };
  store.entries.set(name, entry);
  return {
    get value() {
      // The files hold what this same code wrote; a foreign shape is a broken state folder (`simulator reset`).
      // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- one map for slices of every type
      return entry.value as T;
    },
    touch: () => store.touch(entry),
  };
}

function createWriter(folder: string, entries: Map<string, Entry>) {
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();
  let delayMs = minDelayMs;
  const write = async (): Promise<void> => {
    const startedAt = performance.now();
    await writeDirty(folder, entries);
    delayMs = Math.max(minDelayMs, (performance.now() - startedAt) / writingShare);
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(write);
    return writing;
  };
  const touch = (entry: Entry): void => {
    entry.dirty = true;
    timer ??= setTimeout(() => void flush(), delayMs).unref();
  };
  return { flush, touch };
}

async function writeDirty(folder: string, entries: Map<string, Entry>): Promise<void> {
  for (const [name, entry] of entries) {
    if (!entry.dirty) continue;
    entry.dirty = false;
    const file = join(folder, `${name}.json`);
    await writeFile(`${file}.new`, JSON.stringify(entry.value));
    await rename(`${file}.new`, file);
  }
}

async function readStored(folder: string): Promise<Map<string, object>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const stored = new Map<string, object>();
  for (const name of names) {
    const value = asObject(JSON.parse(await readFile(join(folder, name), 'utf8')));
    if (value !== undefined) stored.set(basename(name, '.json'), value);
  }
  return stored;
}

function asObject(value: unknown): object | undefined {
  return typeof value === 'object' && value !== null ? value : undefined;
}
