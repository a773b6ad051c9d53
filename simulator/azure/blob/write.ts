import { createHash } from 'node:crypto';
import type { ReadContext } from './read.ts';
import type { BlobErrorCode } from './replies.ts';
import { replyCreated, replyError } from './replies.ts';
import type { BlobPath } from './types.ts';

/** "Put Block List": a blob has at most 50,000 blocks; their ids need no more room than this. */
const maxBlockListBytes = 4 * 1024 * 1024;
const maxBlocks = 50_000;

export interface WriteContext extends ReadContext {
  readonly query: URLSearchParams;
}

/** Answers Put Blob, Put Block and Put Block List. */
export async function writeBlob(context: WriteContext, path: BlobPath): Promise<Response> {
  try {
    const operation = context.query.get('comp');
    if (operation === 'block') return await putBlock(context, path);
    if (operation === 'blocklist') return await putBlockList(context, path);
    return operation === null ? await putBlob(context, path) : replyError(context, 'InvalidUri');
  } catch (error) {
    if (error instanceof Md5Mismatch) return replyError(context, 'Md5Mismatch');
    throw error;
  }
}

async function putBlob(context: WriteContext, path: BlobPath): Promise<Response> {
  const { request, files } = context;
  const kind = request.headers.get('x-ms-blob-type');
  if (kind === null) return replyError(context, 'MissingRequiredHeader');
  if (kind !== 'BlockBlob') return replyError(context, 'InvalidHeaderValue');
  if (files.stored(path)?.kind === 'AppendBlob') return replyError(context, 'InvalidBlobType');
  await files.write(path, readChecked(request), readContentType(request));
  return replyCreated(context, files.stored(path));
}

async function putBlock(context: WriteContext, path: BlobPath): Promise<Response> {
  const blockId = context.query.get('blockid');
  if (blockId === null || !isBlockId(blockId)) return replyError(context, 'InvalidBlockId');
  if (context.files.stored(path)?.kind === 'AppendBlob') return replyError(context, 'InvalidBlobType');
  await context.files.stage(path, blockId, readChecked(context.request));
  return replyCreated(context, undefined);
}

async function putBlockList(context: WriteContext, path: BlobPath): Promise<Response> {
  const { request, files } = context;
  const read = await readBlockList(request);
  if (typeof read === 'string') return replyError(context, read);
  const type = request.headers.get('x-ms-blob-content-type') ?? 'application/octet-stream';
  if (!files.commit(path, read.blockIds, type)) return replyError(context, 'InvalidBlockList');
  return replyCreated(context, files.stored(path));
}

async function readBlockList(
  request: Request,
): Promise<{ readonly blockIds: readonly string[] } | BlobErrorCode> {
  const text = await readText(request, maxBlockListBytes);
  if (text === undefined) return 'RequestBodyTooLarge';
  const list = /^\s*(?:\uFEFF)?(?:<\?xml[^>]*\?>)?\s*<BlockList\s*(?:\/>|>([\s\S]*)<\/BlockList>)\s*$/.exec(
    text,
  );
  if (list === null) return 'InvalidXmlDocument';
  const items = [...(list[1] ?? '').matchAll(/<(Latest|Uncommitted)>([A-Za-z0-9+/=]*)<\/\1>/g)];
  if (items.length > maxBlocks) return 'InvalidBlockList';
  return { blockIds: items.map((item) => item[2] ?? '') };
}

async function readText(request: Request, maxBytes: number): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of readBody(request)) {
    size += chunk.byteLength;
    if (size > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function readChecked(request: Request): AsyncIterable<Uint8Array> {
  const expected = request.headers.get('content-md5');
  return expected === null ? readBody(request) : verifyMd5(readBody(request), expected);
}

async function* readBody(request: Request): AsyncGenerator<Uint8Array> {
  const body: AsyncIterable<Uint8Array> | null = request.body;
  if (body !== null) yield* body;
}

async function* verifyMd5(content: AsyncIterable<Uint8Array>, expected: string): AsyncGenerator<Uint8Array> {
  const hash = createHash('md5');
  for await (const chunk of content) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('base64') !== expected) throw new Md5Mismatch();
}

/** The body is not what its Content-MD5 says; nothing was stored. */
class Md5Mismatch extends Error {}

function readContentType(request: Request): string {
  const { headers } = request;
  return headers.get('x-ms-blob-content-type') ?? headers.get('content-type') ?? 'application/octet-stream';
}

function isBlockId(text: string): boolean {
  return /^[A-Za-z0-9+/]{1,86}={0,2}$/.test(text) && text.length % 4 === 0;
}
