import { ExternalError } from '../../base/errors/index.ts';

/** Reads a stream to its end, but never holds more than `maxBytes`; `host` is named when it would. */
export async function readBody(
  stream: AsyncIterable<Uint8Array | string>,
  maxBytes: number,
  host: string,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const bytes of boundBody(stream, maxBytes, host)) chunks.push(bytes);
  return Buffer.concat(chunks);
}

/** The pieces of a stream, until there are more than `maxBytes`. */
export async function* boundBody(
  stream: AsyncIterable<Uint8Array | string>,
  maxBytes: number,
  host: string,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    size += bytes.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes, host);
    yield bytes;
  }
}

function tooLarge(maxBytes: number, host: string): ExternalError {
  return new ExternalError('NETWORK_REPLY_TOO_LARGE', {
    system: host,
    operation: 'read the answer',
    subject: host,
    reason: `more than ${maxBytes} bytes`,
  });
}
