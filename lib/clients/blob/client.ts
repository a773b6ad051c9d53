import { createRest } from '../http/index.ts';
import type { Rest, RestOptions, RestRequest, RestResponse } from '../http/index.ts';
import { blockId, cutBlocks } from './blocks.ts';
import { explainBlobRefusal, readStorageCode } from './failures.ts';
import type { BlobClient, LogChunk } from './types.ts';

/** Small enough to be held and sent again, large enough that 50,000 blocks (the limit) are more than any context. */
const blockBytes = 4 * 1024 * 1024;
const apiVersion = '2021-12-02';

/** Azure Storage through links that carry their own right (SAS), so without a credential. */
export function createBlobClient(options: RestOptions): BlobClient {
  const rest = createRest(options);
  return {
    upload: (url, content, signal) => upload(rest, url, content, signal),
    readLog: (url, offset, maxBytes) => readLog(rest, url, offset, maxBytes),
  };
}

async function upload(
  rest: Rest,
  url: string,
  content: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const ids: string[] = [];
  for await (const block of cutBlocks(content, blockBytes)) {
    const id = blockId(ids.length);
    await put(rest, withQuery(url, { comp: 'block', blockid: id }), block, signal);
    ids.push(id);
  }
  const list = ids.map((id) => `<Latest>${id}</Latest>`).join('');
  const xml = `<?xml version="1.0" encoding="utf-8"?><BlockList>${list}</BlockList>`;
  await put(rest, withQuery(url, { comp: 'blocklist' }), xml, signal);
}

// Put Block and Put Block List say the same when they are said twice.
async function put(
  rest: Rest,
  url: string,
  body: Uint8Array | string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const headers = typeof body === 'string' ? { 'Content-Type': 'application/xml' } : octets;
  const response = await send(rest, { method: 'PUT', url, body, headers, isRepeatable: true, signal });
  if (response.status !== 201) throw explainBlobRefusal(response, url, 'upload');
}

const octets = { 'Content-Type': 'application/octet-stream' };

async function readLog(rest: Rest, url: string, offset: number, maxBytes: number): Promise<LogChunk> {
  const headers = { 'x-ms-range': `bytes=${offset}-${offset + maxBytes - 1}` };
  const response = await send(rest, { method: 'GET', url, headers, maxBytes });
  if (response.status === 206 || response.status === 200) return readChunk(response, offset);
  if (response.status === 404 && isMissing(response)) return { bytes: new Uint8Array(), isStarted: false };
  if (response.status === 416) return readEnd(rest, url, offset);
  throw explainBlobRefusal(response, url, 'read log');
}

// The writer sets the metadata after its last byte, so it is the end only for who holds the last byte.
function readChunk(response: RestResponse, offset: number): LogChunk {
  const total = Number(/\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1]);
  const isWhole = response.status === 200 || offset + response.bytes.byteLength >= total;
  return { bytes: response.bytes, isStarted: true, ...(isWhole ? readCompletion(response) : {}) };
}

// A refused range carries no metadata; the blob may also have grown since it was refused.
async function readEnd(rest: Rest, url: string, offset: number): Promise<LogChunk> {
  const response = await send(rest, { method: 'HEAD', url });
  if (response.status !== 200) throw explainBlobRefusal(response, url, 'read log properties');
  const hasGrown = Number(response.headers.get('content-length')) > offset;
  return { bytes: new Uint8Array(), isStarted: true, ...(hasGrown ? {} : readCompletion(response)) };
}

function readCompletion(response: RestResponse): { readonly completion?: string } {
  const value = response.headers.get('x-ms-meta-complete');
  return value === undefined ? {} : { completion: value.toLowerCase() };
}

function isMissing(response: RestResponse): boolean {
  const code = readStorageCode(response);
  return code === '' || code === 'BlobNotFound' || code === 'ContainerNotFound';
}

function send(rest: Rest, request: RestRequest): Promise<RestResponse> {
  return rest.send({ ...request, headers: { 'x-ms-version': apiVersion, ...request.headers } });
}

function withQuery(url: string, query: Readonly<Record<string, string>>): string {
  const target = new URL(url);
  // The signature's own parameters must stay as they were encoded, so nothing is re-serialised.
  const added = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  target.search = [target.search, ...added].filter((part) => part !== '').join('&');
  return target.href;
}
