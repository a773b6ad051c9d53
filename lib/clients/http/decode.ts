import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream';
import type { Readable } from 'node:stream';

/** Undoes the content coding that the request asked for; other bodies pass as they are. */
export async function decodeContent(
  incoming: IncomingMessage,
  accepted: string | undefined,
): Promise<Readable> {
  const coding = incoming.headers['content-encoding'];
  if (coding === undefined || accepted === undefined || !accepted.includes(coding)) return incoming;
  if (coding !== 'gzip' && coding !== 'deflate') return incoming;
  const zlib = await import('node:zlib');
  const decoder = coding === 'gzip' ? zlib.createGunzip() : zlib.createInflate();
  // The callback only keeps a broken stream from being an uncaught error; the reader of the decoder sees it too.
  return pipeline(incoming, decoder, () => undefined);
}
