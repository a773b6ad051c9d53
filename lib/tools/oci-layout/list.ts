import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../base/errors/index.ts';
import { contentsFile, parseContents } from '../../domain/scanning/index.ts';
import type { Contents } from '../../domain/scanning/index.ts';
import { blobPath } from './paths.ts';
import { listFiles } from './walk.ts';
import type { FoundFile } from './walk.ts';

const maxContentsBytes = 4 * 1024 * 1024;
const fixedFiles: readonly string[] = ['oci-layout', 'index.json', contentsFile];

/** The list of a folder, whose files are plain, of the listed sizes, and no others. Throws SCAN_LAYOUT_INVALID. */
export async function readContents(folder: string): Promise<Contents> {
  const found = new Map((await listFiles(folder)).map((file) => [file.path, file]));
  const odd = [...found.values()].find(({ kind }) => kind !== 'file');
  if (odd !== undefined) throw invalid(folder, `"${odd.path}" is no plain file`);
  const contents = await readList(folder, found.get(contentsFile));
  assertListed(folder, contents, found);
  return contents;
}

/** A folder that is not what fetch-image wrote. */
export function invalid(folder: string, reason: string): UserError {
  return new UserError('SCAN_LAYOUT_INVALID', { subject: folder, reason });
}

async function readList(folder: string, list: FoundFile | undefined): Promise<Contents> {
  if (list === undefined) throw invalid(folder, `it has no ${contentsFile}: the fetch did not end`);
  if (list.size > maxContentsBytes) throw invalid(folder, `its ${contentsFile} has ${list.size} bytes`);
  const checked = parseContents(await readFile(join(folder, contentsFile), 'utf8'));
  if (checked.ok) return checked.value;
  throw invalid(folder, `${contentsFile}: ${checked.problems.slice(0, 3).join('; ')}`);
}

function assertListed(folder: string, { blobs }: Contents, found: ReadonlyMap<string, FoundFile>): void {
  const names = new Set(fixedFiles);
  for (const { descriptor } of blobs) {
    const path = blobPath(descriptor.digest);
    names.add(path);
    const size = found.get(path)?.size;
    if (size === undefined) throw invalid(folder, `"${path}" is missing`);
    if (size !== descriptor.size)
      throw invalid(folder, `"${path}" has ${size} bytes, not ${descriptor.size}`);
  }
  const extra = [...found.keys()].find((path) => !names.has(path));
  if (extra !== undefined) throw invalid(folder, `"${extra}" is not in its list`);
}
