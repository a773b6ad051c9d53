import type { Benchmark } from './types.ts';

/** Imports the `bench` of a file. Throws when the file has none. */
export async function loadBenchmark(file: URL): Promise<Benchmark> {
  const module: unknown = await import(file.href);
  if (typeof module === 'object' && module !== null && 'bench' in module && isBenchmark(module.bench)) {
    return module.bench;
  }
  throw new Error(`${file.pathname} exports no bench`);
}

function isBenchmark(value: unknown): value is Benchmark {
  if (typeof value !== 'object' || value === null || !('run' in value) || !('title' in value)) return false;
  return typeof value.run === 'function' && typeof value.title === 'string';
}
