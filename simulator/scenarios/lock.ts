import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMap, isSeq, parseDocument } from 'yaml';
import { lockFile } from './chapters.ts';
import type { Stage } from './types.ts';

/** The suite's lock of upstream images. */
export function readLock({ suiteFolder }: Stage): Promise<string> {
  return readFile(join(suiteFolder, lockFile), 'utf8');
}

/** The same without the images of some repositories. */
export async function readLockWithout(stage: Stage, repositories: readonly string[]): Promise<string> {
  const document = parseDocument(await readLock(stage));
  const images = document.get('images');
  if (!isSeq(images)) throw new Error(`${lockFile} lists no images`);
  images.items = images.items.filter((image) => {
    const reference = isMap(image) ? String(image.get('reference')) : '';
    return !repositories.some((repository) => reference.startsWith(`${repository}:`));
  });
  return document.toString();
}
