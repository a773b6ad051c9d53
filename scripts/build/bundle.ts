import { join } from 'node:path';
import { rolldown } from 'rolldown';
import type { OutputChunk, OutputOptions, Plugin, RolldownOptions } from 'rolldown';
import { findChunk, nameChunk } from './chunks.ts';
import { deferPackages } from './defer.ts';
import { listActions } from './entries.ts';
import { renderLicences } from './licences.ts';
import { requireHttp } from './require-http.ts';

/** The files of `dist` by path, as they are committed. */
export type Dist = ReadonlyMap<string, string>;

/** Bundles every action. The same sources give the same bytes in any folder. */
export async function buildDist(root: string): Promise<Dist> {
  const names = listActions(root);
  const input = Object.fromEntries(names.map((name) => [name, join(root, 'actions', name, 'src/index.ts')]));
  const { plugin, found } = deferPackages();
  const actions = await generate(actionOptions(root, input, plugin), moduleOutput(root));
  const deferred = await Promise.all([...found].map(([name, file]) => bundlePackage(root, name, file)));
  const chunks = [...actions, ...deferred.flat()];
  const modules = chunks.flatMap((chunk) => chunk.moduleIds);
  const files = chunks.map((chunk): [string, string] => [chunk.fileName, chunk.code]);
  return new Map([
    ...files,
    // The repository's own package.json says so too, but the bundles also run where it is absent.
    ['package.json', '{ "type": "module" }\n'],
    ['licenses.txt', await renderLicences(modules)],
  ]);
}

async function bundlePackage(root: string, name: string, input: string): Promise<readonly OutputChunk[]> {
  const output: OutputOptions = {
    format: 'cjs',
    minify: name === 'undici',
    entryFileNames: `vendor/${name}.cjs`,
  };
  return generate({ cwd: root, input, platform: 'node' }, output);
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
