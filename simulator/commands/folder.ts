import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { findErrorCode } from '../../lib/base/error-code.ts';
import { UsageError } from './types.ts';

/** Where `npm start` leaves its world, below the folder the command is given in. */
export const defaultFolder = 'simulation';

/** The folder of this suite: the one that holds `actions/` and `dist/`. */
export const suiteFolder = resolve(import.meta.dirname, '../..');

/** The world of a folder, held by one process at a time. Answers a function that lets go. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => refuseFolder(folder, error));
  const file = join(folder, 'lock');
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (await tryLock(file).catch((error: unknown) => refuseFolder(folder, error)))
      return () => rm(file, { force: true });
    const owner = Number(await readFile(file, 'utf8').catch(() => ''));
    if (isAlive(owner)) {
      throw new UsageError(
        `"${folder}" is in use by process ${owner}; stop it first, or name another folder by --state`,
      );
    }
    // Its owner died without letting go.
    await rm(file, { force: true });
  }
  throw new Error(`"${folder}" could not be locked`);
}

function refuseFolder(folder: string, error: unknown): never {
  const code = findErrorCode(error);
  if (code === undefined) throw error;
  throw new UsageError(`"${folder}" cannot be written (${code}); name another folder by --state`);
}

async function tryLock(file: string): Promise<boolean> {
  // Linked when its owner stands in it: a lock that is seen empty would be taken for that of a dead process.
  const own = `${file}-${process.pid}`;
  try {
    await writeFile(own, String(process.pid));
    await link(own, file);
    return true;
  } catch (error) {
    if (findErrorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(own, { force: true });
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return findErrorCode(error) === 'EPERM';
  }
}

/** Everything that a world and its report leave in their folder; nothing else is ever removed. */
const ownNames = [
  ...[
    'append',
    'artifacts',
    'blobs',
    'builds',
    'git',
    'home',
    'keys',
    'logs',
    'runner',
    'state',
    'summaries',
    'uploads',
    'workspaces',
  ],
  ...['requests.jsonl', 'ca.pem', 'env.json', 'result.json', 'index.html'],
];

/** What tells a world's folder from another one that holds `git` or `logs` too. */
const marks = ['requests.jsonl', 'ca.pem', 'env.json', 'result.json'];

/** Removes what a world left in a folder, its lock apart. Throws UsageError for a folder that no world was in. */
export async function emptyFolder(folder: string): Promise<void> {
  const names = await readdir(folder);
  const own = names.filter((name) => ownNames.includes(name));
  if (own.length > 0 && !names.some((name) => marks.includes(name))) {
    const reason = `holds ${own.join(', ')} and nothing else of a world`;
    throw new UsageError(`"${folder}" ${reason}; remove them yourself, or name another folder by --state`);
  }
  await Promise.all(ownNames.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}
