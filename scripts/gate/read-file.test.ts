import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readGateFile } from './read-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'lazaret-read-'));
const file = join(folder, 'file');

describe('readGateFile', () => {
  afterAll(() => rmSync(folder, { recursive: true }));

  it('keeps every byte of a text, so that its digest is the file’s', async () => {
    writeFileSync(file, '\ufeffä\r\n');
    expect(await readGateFile(file)).toEqual({ name: file, text: '\ufeffä\r\n' });
  });

  it('reads a file of the largest size and none beyond it', async () => {
    writeFileSync(file, 'abcd');
    expect((await readGateFile(file, 4)).text).toBe('abcd');
    await expect(readGateFile(file, 3)).rejects.toThrow('larger than 3 bytes');
  });

  it('stops reading what has no end', async () => {
    await expect(readGateFile('/dev/zero', 1_000_000)).rejects.toThrow('larger than');
  });
});
