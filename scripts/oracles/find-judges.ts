import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Judge } from './types.ts';

const folder = join(import.meta.dirname, 'judges');

/** The file names of all judges, without their ending. */
export function listJudges(): readonly string[] {
  return readdirSync(folder)
    .flatMap((file) => /^(.+?)(?<!\.test)\.ts$/.exec(file)?.[1] ?? [])
    .toSorted();
}

/** Imports the `judge` of a file. Throws when the file has none. */
export async function loadJudge(name: string): Promise<Judge> {
  const file = pathToFileURL(join(folder, `${name}.ts`));
  const module: unknown = await import(file.href);
  if (typeof module === 'object' && module !== null && 'judge' in module && isJudge(module.judge)) {
    return module.judge;
  }
  throw new Error(`${file.pathname} exports no judge`);
}

function isJudge(value: unknown): value is Judge {
  if (typeof value !== 'object' || value === null) return false;
  return 'floor' in value && 'program' in value && 'cases' in value && Array.isArray(value.cases);
}
