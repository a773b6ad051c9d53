import { ExternalError } from '../../base/errors/index.ts';

/** Reads a stream to its end, but never holds more than `maxBytes`; `host` is named when it would. */
export async function readBody(
  stream: AsyncIterable<Uint8Array | string>,
  maxBytes: number,
  host: string,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    size += bytes.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes, host);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks, size);
}

function tooLarge(maxBytes: number, host: string): ExternalError {
  return new ExternalError('NETWORK_REPLY_TOO_LARGE', {
    system: host,
    operation: 'read the answer',
    subject: host,
    reason: `more than ${maxBytes} bytes`,
  });
}
