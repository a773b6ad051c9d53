import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { takeTests } from './jest-globals.ts';
import type { Test, TestOutcome } from './types.ts';

/** Loads test files and runs their tests in this process. */
export interface Harness {
  /** Loads the files anew, with everything of the folder that they import. */
  load(): Promise<readonly Test[]>;
}

/** A harness for the test files of a folder. */
export function createHarness(folder: string, files: readonly string[]): Harness {
  const root = pathToFileURL(join(folder, '/')).href;
  const globals = new URL('jest-globals.ts', import.meta.url).href;
  let round = 0;
  registerHooks({
    resolve(specifier, context, nextResolve) {
      if (specifier === '@jest/globals')
        return { url: globals, format: 'module-typescript', shortCircuit: true };
      const resolved = nextResolve(specifier, context);
      // Modules cannot be unloaded: another query makes another module of the same file.
      const isOwn = resolved.url.startsWith(root) && !resolved.url.includes('/node_modules/');
      return isOwn ? { ...resolved, url: `${resolved.url.split('?', 1)[0] ?? ''}?round=${round}` } : resolved;
    },
  });
  return {
    async load() {
      round += 1;
      for (const file of files) await import(pathToFileURL(join(folder, file)).href);
      return takeTests();
    },
  };
}

/** Runs tests one after the other, until the first that fails if asked to. */
export async function runTests(
  tests: readonly Test[],
  { bail, before }: { readonly bail: boolean; readonly before: (name: string) => void },
): Promise<readonly TestOutcome[]> {
  const outcomes: TestOutcome[] = [];
  for (const test of tests) {
    before(test.name);
    const outcome = await runTest(test);
    outcomes.push(outcome);
    if (bail && outcome.failure !== undefined) break;
  }
  return outcomes;
}

async function runTest({ name, run }: Test): Promise<TestOutcome> {
  const startedAt = performance.now();
  const failure = await findFailure(run);
  return { name, failure, durationMs: performance.now() - startedAt };
}

async function findFailure(run: () => unknown): Promise<string | undefined> {
  try {
    await run();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 500) : String(error);
  }
}
