import { open } from 'node:fs/promises';
import { findErrorCode } from '../../lib/base/error-code.ts';
import { maxReportCharacters } from '../../lib/domain/findings/index.ts';
import type { GateFile } from '../../lib/domain/gate/index.ts';
import { UsageError } from './options.ts';

/** A file as text; `/dev/stdin` too. Throws UsageError for one that cannot be read, is too large or no UTF-8. */
export async function readGateFile(name: string, maxBytes = maxReportCharacters): Promise<GateFile> {
  const bytes = await readBytes(name, maxBytes);
  try {
    // A byte that is no UTF-8 would be read as another one, and the recorded digest would be of another file.
    return { name, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    throw new UsageError(`${name}: it is no text in UTF-8`);
  }
}

// Piece by piece: a device or a pipe does not tell its size beforehand.
async function readBytes(name: string, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    await using file = await open(name);
    for await (const chunk of file.createReadStream({ autoClose: false })) {
      const bytes: unknown = chunk;
      if (!(bytes instanceof Uint8Array)) continue;
      size += bytes.length;
      if (size > maxBytes) throw new UsageError(`${name}: it is larger than ${maxBytes} bytes`);
      chunks.push(bytes);
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const code = findErrorCode(error);
    if (code === undefined) throw error;
    throw new UsageError(`${name}: it cannot be read (${code})`);
  }
  return Buffer.concat(chunks);
}
