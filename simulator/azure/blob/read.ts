import type { BlobBytes, ByteRange } from './files.ts';
import type { ReplyContext } from './replies.ts';
import { blobHeaders, commonHeaders, replyError } from './replies.ts';
import type { BlobPath } from './types.ts';

export interface ReadContext extends ReplyContext {
  readonly files: BlobBytes;
}

/** Answers Get Blob and Get Blob Properties. */
export function readBlob(context: ReadContext, path: BlobPath): Response {
  const { request, files } = context;
  const blob = files.stored(path);
  if (blob === undefined) return replyError(context, 'BlobNotFound');
  const headers = { ...commonHeaders(context), ...blobHeaders(blob) };
  if (request.method === 'HEAD') {
    return new Response(null, { headers: { ...headers, 'content-length': String(blob.size) } });
  }
  // x-ms-range outranks Range when both are there ("Specify the range header for Blob service operations").
  const asked = request.headers.get('x-ms-range') ?? request.headers.get('range');
  const range = parseRange(asked, blob.size);
  if (range === 'invalid') {
    return replyError(context, 'InvalidRange', { 'content-range': `bytes */${blob.size}` });
  }
  const { start, end } = range ?? { start: 0, end: blob.size - 1 };
  const length = { 'content-length': String(end - start + 1) };
  const part = range === undefined ? {} : { 'content-range': `bytes ${start}-${end}/${blob.size}` };
  return new Response(ReadableStream.from(files.read(path, { start, end })), {
    status: range === undefined ? 200 : 206,
    headers: { ...headers, ...length, ...part },
  });
}

/** The asked range cut to the blob; a header in a form that the service does not know means the whole blob. */
function parseRange(header: string | null, size: number): ByteRange | 'invalid' | undefined {
  const match = /^bytes=(\d+)-(\d*)$/.exec(header ?? '');
  if (match === null) return undefined;
  const start = Number(match[1]);
  const end = match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  if (start >= size || end < start) return 'invalid';
  return { start, end };
}
