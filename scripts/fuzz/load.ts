import type { FuzzTarget } from './types.ts';

/** Imports the `target` of a file. Throws when the file has none. */
export async function loadTarget(url: string): Promise<FuzzTarget> {
  const module: unknown = await import(url);
  if (typeof module === 'object' && module !== null && 'target' in module && isTarget(module.target)) {
    return module.target;
  }
  throw new Error(`${url} exports no target`);
}

function isTarget(value: unknown): value is FuzzTarget {
  return typeof value === 'object' && value !== null && 'try' in value && typeof value.try === 'function';
}
