import { lstatSync, readdirSync, readlinkSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { join } from 'node:path';
import { findErrorCode } from '../../../../lib/base/error-code.ts';
import { UserError } from '../../../../lib/base/errors/index.ts';
import type { IgnoreMatcher, TarEntry } from '../../../../lib/domain/context/index.ts';

/** What a file was when it was listed; it has to be the same when it is read. */
export interface FileStamp {
  readonly inode: number;
  readonly modifiedMs: number;
}

/** A path of the context with everything that goes into the archive but its bytes. */
export interface ContextEntry extends TarEntry {
  readonly stamp: FileStamp;
  /** Bytes that stand in for the file's own. */
  readonly content?: Uint8Array;
}

/** Which paths stay behind, and which are sent although they are ignored. */
export interface Selection {
  readonly root: string;
  readonly matcher: IgnoreMatcher;
  readonly alwaysSent: ReadonlySet<string>;
}

/** Every path to send, sorted by the bytes of each name, folders before what they hold. Links are never followed. */
export function listEntries(selection: Selection): readonly ContextEntry[] {
  return listFolder(selection, '');
}

function listFolder(selection: Selection, folder: string): readonly ContextEntry[] {
  const names = readable(folder, () => readdirSync(join(selection.root, folder)));
  const paths = sortByBytes(names).map((name) => (folder === '' ? name : `${folder}/${name}`));
  const listed: ContextEntry[] = [];
  for (const path of paths) {
    const isSent = isKept(selection, path);
    if (!isSent && !mayHoldSent(selection, path)) continue;
    const stats = readable(path, () => lstatSync(join(selection.root, path)));
    if (stats.isDirectory())
      for (const entry of listSubfolder(selection, path, stats, isSent)) listed.push(entry);
    else if (isSent) listed.push(toEntry(selection.root, path, stats));
  }
  return listed;
}

function listSubfolder(
  selection: Selection,
  path: string,
  stats: Stats,
  isSent: boolean,
): readonly ContextEntry[] {
  const below = listFolder(selection, path);
  if (!isSent && below.length === 0) return [];
  const folder: ContextEntry = { kind: 'folder', path, size: 0, isExecutable: true, stamp: stampOf(stats) };
  return [folder, ...below];
}

function isKept({ matcher, alwaysSent }: Selection, path: string): boolean {
  return alwaysSent.has(path) || !matcher.isIgnored(path);
}

function mayHoldSent({ matcher, alwaysSent }: Selection, folder: string): boolean {
  return matcher.mayHoldKept(folder) || [...alwaysSent].some((path) => path.startsWith(`${folder}/`));
}

// Byte order is the same on every machine; the order of readdir and of a locale is not.
function sortByBytes(names: readonly string[]): readonly string[] {
  return names
    .map((name) => ({ name, bytes: Buffer.from(name, 'utf8') }))
    .sort((a, b) => Buffer.compare(a.bytes, b.bytes))
    .map(({ name }) => name);
}

function toEntry(root: string, path: string, stats: Stats): ContextEntry {
  const common = { path, isExecutable: (stats.mode & 0o100) !== 0, stamp: stampOf(stats) };
  if (stats.isFile()) return { ...common, kind: 'file', size: stats.size };
  if (stats.isSymbolicLink()) {
    const target = readable(path, () => readlinkSync(join(root, path)));
    return { ...common, kind: 'link', size: 0, target };
  }
  const reason = 'it is a socket, pipe or device';
  throw new UserError('CONTEXT_ENTRY_UNSUPPORTED', { subject: path, reason });
}

/** What identifies the state of a file. */
export function stampOf(stats: Stats): FileStamp {
  return { inode: stats.ino, modifiedMs: stats.mtimeMs };
}

/** Runs a look at the disk and says which path of the context could not be read. */
export function readable<T>(path: string, look: () => T): T {
  try {
    return look();
  } catch (cause) {
    throw explain(path, cause);
  }
}

/** Like {@link readable} for a look that takes its time. */
export async function readableLater<T>(path: string, look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (cause) {
    throw explain(path, cause);
  }
}

function explain(path: string, cause: unknown): unknown {
  const code = findErrorCode(cause);
  if (code === undefined) return cause;
  const subject = path === '' ? '.' : path;
  if (path.includes('\u{fffd}')) {
    return new UserError('CONTEXT_ENTRY_UNSUPPORTED', {
      subject,
      reason: 'its name is no UTF-8 text',
      cause,
    });
  }
  if (code === 'ENOENT' || code === 'ELOOP' || code === 'ENOTDIR') {
    return new UserError('CONTEXT_CHANGED', {
      subject,
      reason: 'it was there a moment ago and is gone',
      cause,
    });
  }
  return new UserError('CONTEXT_UNREADABLE', { subject, reason: code, cause });
}
