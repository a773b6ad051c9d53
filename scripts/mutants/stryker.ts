import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as v from 'valibot';
import { installNpmPackage } from '../oracles/programs/install.ts';
import type { MutantResult } from './types.ts';

/** Not among the dependencies: it has 63 MB, and few who start the simulator try mutants. */
export const strykerPackage = '@stryker-mutator/core@10.1.1';

const position = v.object({ line: v.number(), column: v.number() });
const resultsSchema = v.array(
  v.object({
    ...{ fileName: v.string(), mutatorName: v.string(), status: v.string() },
    replacement: v.exactOptional(v.string()),
    location: v.object({ start: position, end: position }),
  }),
);

/** The main file of Stryker in the cache folder, or undefined. */
export function findStryker(cache: string): string | undefined {
  const file = join(folderIn(cache), 'node_modules/@stryker-mutator/core/dist/src/index.js');
  return existsSync(file) ? file : undefined;
}

/** Puts Stryker into the cache folder. */
export async function installStryker(cache: string): Promise<void> {
  await installNpmPackage(folderIn(cache), strykerPackage);
}

interface Work {
  readonly root: string;
  /** The folder whose files are changed and whose tests must notice. */
  readonly folder: string;
  /** Only these files of it; all when empty. */
  readonly files: readonly string[];
  readonly isQuiet: boolean;
}

/** Tries every mutant, in a copy of the files that the tests need. */
export async function runStryker(stryker: string, work: Work): Promise<readonly MutantResult[]> {
  const tempDirName = mkdtempSync(join(tmpdir(), 'lazaret-mutants-'));
  const working = process.cwd();
  try {
    // Stryker looks at the folder that it is started in, and takes no other.
    process.chdir(work.root);
    const stryke = await loadStryker(stryker);
    return v.parse(resultsSchema, await stryke({ ...buildOptions(work), tempDirName }));
  } finally {
    process.chdir(working);
    rmSync(tempDirName, { recursive: true, force: true });
  }
}

function buildOptions({ root, folder, files, isQuiet }: Work): Readonly<Record<string, unknown>> {
  const all = readdirSync(join(root, folder)).filter((file) => file.endsWith('.ts'));
  const tests = all.filter((file) => file.endsWith('.test.ts') && !slowTests.has(file));
  // Types alone have nothing to change.
  const sources = all.filter((file) => !file.endsWith('.test.ts') && file !== 'types.ts');
  const mutate = sources.filter((file) => files.length === 0 || files.includes(file));
  return {
    ...{ testRunner: 'in-process', plugins: [fileURLToPath(new URL('runner.ts', import.meta.url))] },
    ...{ mutants: { tests: tests.map((file) => `${folder}/${file}`) }, warnings: { unknownOptions: false } },
    ...{ mutate: mutate.map((file) => `${folder}/${file}`), ignorePatterns },
    ...{ coverageAnalysis: 'perTest', concurrency: 2, timeoutMS: 20_000, maxTestRunnerReuse: 200 },
    ...{ reporters: isQuiet ? [] : ['progress-append-only'], logLevel: isQuiet ? 'off' : 'warn' },
    ...{ allowConsoleColors: false, cleanTempDir: 'always' },
  };
}

/** Random and large inputs: they notice little that the vectors do not, and take a hundred times as long. */
const slowTests: ReadonlySet<string> = new Set(['properties.test.ts', 'limits.test.ts']);

/** What of the project the tests need. */
const ignorePatterns = [
  ...['*', '!package.json', '!gate.schema.json', '!lib', '!lib/**', '!test', '!test/gate', '!test/gate/**'],
  ...['!scripts', '!scripts/docs', '!scripts/docs/json-schema.ts'],
];

type Stryke = (options: object) => Promise<unknown>;

async function loadStryker(file: string): Promise<Stryke> {
  const module: unknown = await import(pathToFileURL(file).href);
  const found = v.parse(v.object({ Stryker: v.function() }), module).Stryker;
  return async (options) => {
    const stryker: unknown = Reflect.construct(found, [options]);
    const run = v.parse(v.object({ runMutationTest: v.function() }), stryker).runMutationTest;
    const results: unknown = Reflect.apply(run, stryker, []);
    return await Promise.resolve(results);
  };
}

function folderIn(cache: string): string {
  return join(cache, 'npm', strykerPackage.replaceAll('/', '+'));
}
