import { createRequire } from 'node:module';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import type { OutputChunk, RolldownOptions, OutputOptions } from 'rolldown';
import { findChunk, nameChunk } from './chunks.ts';
import { listActions } from './entries.ts';
import { renderLicences } from './licences.ts';
import { deferUndici, requireHttp } from './plugins.ts';

/** The files of `dist` by path, as they are committed. */
export type Dist = ReadonlyMap<string, string>;

/** Bundles every action. The same sources give the same bytes in any folder. */
export async function buildDist(root: string): Promise<Dist> {
  const names = listActions(root);
  const input = Object.fromEntries(names.map((name) => [name, join(root, 'actions', name, 'src/index.ts')]));
  const actions = await generate(actionOptions(root, input), moduleOutput(root));
  const chunks = [...actions, ...(await bundleUndici(root, actions))];
  const modules = chunks.flatMap((chunk) => chunk.moduleIds);
  const files = chunks.map((chunk): [string, string] => [chunk.fileName, chunk.code]);
  return new Map([
    ...files,
    // The repository's own package.json says so too, but the bundles also run where it is absent.
    ['package.json', '{ "type": "module" }\n'],
    ['licenses.txt', await renderLicences(modules)],
  ]);
}

// The undici that the HTTP client of the toolkit was installed with, which need not be the only one.
async function bundleUndici(root: string, actions: readonly OutputChunk[]): Promise<readonly OutputChunk[]> {
  const client = actions.flatMap((chunk) => chunk.moduleIds).find((id) => /@actions\/http-client\//.test(id));
  if (client === undefined) return [];
  const input = createRequire(client).resolve('undici');
  const output: OutputOptions = { format: 'cjs', minify: true, entryFileNames: 'vendor/undici.cjs' };
  return generate({ cwd: root, input, platform: 'node' }, output);
}

function actionOptions(root: string, input: Record<string, string>): RolldownOptions {
  return {
    cwd: root,
    input,
    platform: 'node',
    plugins: [deferUndici(), requireHttp()],
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
