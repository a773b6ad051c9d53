import { readFile, readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { FileContent } from '../github/index.ts';

/** What the simulated repository has of this one: what its workflows run and its gate reads, and no sources of actions. */
const places = [
  '.github',
  'actions/*/action.yml',
  'CODEOWNERS',
  'dist',
  'gate.schema.json',
  'gate.yaml',
  'images.lock.yaml',
  'lazaret.schema.json',
  'lazaret.yaml',
  'vex',
  'workload',
] as const;

export type Files = Readonly<Record<string, FileContent>>;

/** Takes out the workflows that check the suite itself, on machines and with actions that only GitHub has. */
export const suiteOnly: Files = {
  '.github/workflows/ci.yml': null,
  '.github/workflows/release.yml': null,
};

/** The files of the suite that the simulated repository begins with; a place that is not there is left out. */
export async function readSuiteFiles(suiteFolder: string): Promise<Files> {
  const lists = await Promise.all(places.map((place) => listPlace(suiteFolder, place)));
  return readFiles(suiteFolder, lists.flat());
}

/** The files of one folder, by the paths they have from the root. */
export async function readFolder(suiteFolder: string, folder: string): Promise<Files> {
  return readFiles(suiteFolder, await listPlace(suiteFolder, folder));
}

async function readFiles(suiteFolder: string, paths: readonly string[]): Promise<Files> {
  const entries = [...paths].sort().map(async (path) => {
    const file = join(suiteFolder, path);
    const [content, { mode }] = await Promise.all([readFile(file), stat(file)]);
    return [path, { content, isExecutable: (mode & 0o100) !== 0 }] as const;
  });
  return Object.fromEntries<FileContent>(await Promise.all(entries));
}

async function listPlace(suiteFolder: string, place: string): Promise<readonly string[]> {
  const [folder = '', file] = place.split('/*/');
  const kind = await stat(join(suiteFolder, folder)).catch(() => undefined);
  if (kind === undefined) return [];
  if (kind.isFile()) return [place];
  const entries = await readdir(join(suiteFolder, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && (file === undefined || entry.name === file))
    .map((entry) => relative(suiteFolder, join(entry.parentPath, entry.name)));
}
