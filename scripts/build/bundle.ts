import { join } from 'node:path';
import { rolldown } from 'rolldown';
import type { OutputChunk, OutputOptions, Plugin, RolldownOptions } from 'rolldown';
import { findChunk, nameChunk } from './chunks.ts';
import { deferPackages, nameDeferred } from './defer.ts';
import type { Deferral } from './defer.ts';
import { listActions } from './entries.ts';
import { renderLicences } from './licences.ts';
import { requireHttp } from './require-http.ts';

/** The files of `dist` by path, as they are committed. */
export type Dist = ReadonlyMap<string, string>;

/** Bundles every action. The same sources give the same bytes in any folder. */
export async function buildDist(root: string): Promise<Dist> {
  const names = listActions(root);
  const input = Object.fromEntries(names.map((name) => [name, join(root, 'actions', name, 'src/index.ts')]));
  const deferral = deferPackages();
  const actions = await generate(actionOptions(root, input, deferral.plugin), moduleOutput(root));
  const chunks = [...actions, ...(await bundleDeferred(root, deferral))];
  const modules = chunks.flatMap((chunk) => chunk.moduleIds);
  const files = chunks.map((chunk): [string, string] => [chunk.fileName, chunk.code]);
  return new Map([
    ...files,
    // The repository's own package.json says so too, but the bundles also run where it is absent.
    ['package.json', '{ "type": "module" }\n'],
    ['licenses.txt', await renderLicences(modules)],
  ]);
}

// A deferred package may itself lead to another one, so the list grows while it is worked through.
async function bundleDeferred(root: string, { plugin, found }: Deferral): Promise<readonly OutputChunk[]> {
  const chunks: OutputChunk[] = [];
  const done = new Set<string>();
  for (let next = findUndone(found, done); next !== undefined; next = findUndone(found, done)) {
    const [name, input] = next;
    done.add(name);
    const entryFileNames = `vendor/${nameDeferred(name)}`;
    const output: OutputOptions = { format: 'cjs', minify: name === 'undici', entryFileNames };
    chunks.push(...(await generate({ cwd: root, input, platform: 'node', plugins: [plugin] }, output)));
  }
  return chunks;
}

function findUndone(
  found: Deferral['found'],
  done: ReadonlySet<string>,
): readonly [string, string] | undefined {
  return [...found].find(([name]) => !done.has(name));
}

function actionOptions(root: string, input: Record<string, string>, defer: Plugin): RolldownOptions {
  return {
    cwd: root,
    input,
    platform: 'node',
    plugins: [defer, requireHttp()],
    preserveEntrySignatures: false,
    onLog: (level, log) => {
      if (level === 'warn') throw new Error(`${log.code ?? 'warning'}: ${log.message}`);
    },
  };
}

function moduleOutput(root: string): OutputOptions {
  const name = (id: string): string | null => findChunk(id, root) ?? null;
  return {
    format: 'esm',
    minify: false,
    minifyInternalExports: false,
    entryFileNames: '[name].js',
    chunkFileNames: ({ name, facadeModuleId }) => `${nameChunk(name, facadeModuleId, root)}.js`,
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [{ name, debugName: 'folders and packages' }],
    },
  };
}

async function generate(options: RolldownOptions, output: OutputOptions): Promise<readonly OutputChunk[]> {
  const bundle = await rolldown(options);
  try {
    const result = await bundle.generate(output);
    return result.output.filter((file) => file.type === 'chunk');
  } finally {
    await bundle.close();
  }
}
