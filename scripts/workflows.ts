import { mkdir, readdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findErrorCode } from '../lib/base/error-code.ts';
import { pins } from '../workflows-src/pins.ts';
import { parseOptions } from './parse-options.ts';
import { examplesFolder, workflowsFolder } from './workflows/list-workflows.ts';
import { renderFiles } from './workflows/render-files.ts';
import { renderPage } from './workflows/render-page.ts';
import { syncPins } from './workflows/sync-pins.ts';

const root = dirname(import.meta.dirname);
const help = `npm run workflows [-- --check | --sync-pins]

Writes .github/workflows, the callers of examples/adopter and the tables of docs/workflows.md from workflows-src.
  --check       change nothing; fail when a file is not what its source gives, or has no source
  --sync-pins   carry versions of third-party actions that somebody changed in the YAML, as Dependabot does, back
                into workflows-src/pins.ts; then run npm run workflows
`;

const pinsFile = 'workflows-src/pins.ts';

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = print(`${error instanceof Error ? error.message : String(error)}\n`, 1);
}

async function main(argv: readonly string[]): Promise<number> {
  const options = {
    check: { type: 'boolean' },
    'sync-pins': { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  const { values } = parseOptions({ args: [...argv], options });
  if (values.help === true) return print(help, 0);
  if (values['sync-pins'] === true) return carryPinsBack();
  const changes = await listChanges();
  const names = changes.map(({ path }) => `${path}\n`).join('');
  if (changes.length === 0) return print('workflows are current\n', 0);
  if (values.check === true) return print(`not current; run npm run workflows:\n${names}`, 1);
  await Promise.all(changes.map(apply));
  return print(`written:\n${names}`, 0);
}

async function carryPinsBack(): Promise<number> {
  const files = [...(await readFolder(workflowsFolder))].map(([path, content]) => ({ path, content }));
  const source = await readFile(join(root, pinsFile), 'utf8');
  const synced = syncPins(source, pins, files);
  if (synced === source) return print('pins are current\n', 0);
  await writeFile(join(root, pinsFile), synced);
  return print(`written: ${pinsFile}; now run npm run workflows\n`, 0);
}

interface Change {
  readonly path: string;
  /** Undefined where the file goes away. */
  readonly content: string | undefined;
}

async function listChanges(): Promise<readonly Change[]> {
  const page = await renderPage(root);
  const wanted = [...(await renderFiles(root)), page];
  const present = new Map([
    ...(await readFolders()),
    [page.path, await readFile(join(root, page.path), 'utf8')],
  ]);
  const stray = [...present.keys()].filter((path) => !wanted.some((file) => file.path === path));
  const old = wanted.filter(({ path, content }) => present.get(path) !== content);
  return [...old, ...stray.map((path) => ({ path, content: undefined }))];
}

async function readFolders(): Promise<ReadonlyMap<string, string>> {
  return new Map([...(await readFolder(workflowsFolder)), ...(await readFolder(examplesFolder))]);
}

async function readFolder(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(join(root, folder)).catch((error: unknown) => {
    if (findErrorCode(error) === 'ENOENT') return [];
    throw error;
  });
  const files = names.filter((name) => /\.ya?ml$/.test(name)).map((name) => `${folder}/${name}`);
  const texts = await Promise.all(files.map((path) => readFile(join(root, path), 'utf8')));
  return new Map(files.map((path, index) => [path, texts[index] ?? '']));
}

async function apply({ path, content }: Change): Promise<void> {
  const file = join(root, path);
  if (content === undefined) return unlink(file);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}

function print(text: string, exitCode: number): number {
  process.stdout.write(text);
  return exitCode;
}
