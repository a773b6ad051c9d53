import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { parseAuthority } from './routes.ts';
import type { RequestInfo } from './types.ts';

/** Bytes that passed, counted as they go. */
export interface Traffic {
  in: number;
  out: number;
}

/** Reads what faults and the log need of a request. */
export function readInfo(message: IncomingMessage, n: number): RequestInfo {
  const { host } = parseAuthority(message.headers.host ?? '');
  const [path = '/', search = ''] = splitOnce(message.url ?? '/', '?');
  const headers = readHeaders(message);
  return { n, host, method: message.method ?? 'GET', path, query: new URLSearchParams(search), headers };
}

/** Builds the web request for a service; the body is read only as fast as the service takes it. */
export function buildRequest(
  message: IncomingMessage,
  info: RequestInfo,
  options: { signal: AbortSignal; traffic: Traffic },
): Request {
  // Joined as text: a path that begins with two slashes must not be taken for a host.
  const url = new URL(`https://${message.headers.host ?? ''}${message.url ?? '/'}`);
  const init = { method: info.method, headers: info.headers, signal: options.signal };
  if (info.method === 'GET' || info.method === 'HEAD') return new Request(url, init);
  const body = ReadableStream.from(count(message.iterator({ destroyOnReturn: false }), options.traffic));
  return new Request(url, { ...init, body, duplex: 'half' });
}

/** Sends a service's answer, breaking off after `limit` bytes when one is given. */
export async function sendResponse(
  reply: ServerResponse,
  response: Response,
  options: { traffic: Traffic; limit?: number | undefined },
): Promise<void> {
  reply.writeHead(response.status, flattenHeaders(response.headers));
  if (response.body === null) {
    reply.end();
    return;
  }
  if (reply.req.method === 'HEAD') {
    await response.body.cancel();
    reply.end();
    return;
  }
  if (options.limit !== undefined) return truncate(reply, response.body, options.limit);
  await pipeline(measure(response.body, options.traffic), reply);
}

async function truncate(
  reply: ServerResponse,
  body: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<void> {
  reply.flushHeaders();
  let left = limit;
  for await (const chunk of body) {
    const part = chunk.subarray(0, left);
    left -= part.byteLength;
    await new Promise((resolve) => reply.write(part, resolve));
    if (left <= 0) break;
  }
  reply.destroy();
}

async function* count(source: AsyncIterable<Uint8Array>, traffic: Traffic): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    traffic.in += chunk.byteLength;
    yield chunk;
  }
}

async function* measure(source: AsyncIterable<Uint8Array>, traffic: Traffic): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    traffic.out += chunk.byteLength;
    yield chunk;
  }
}

function readHeaders(message: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(message.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  return headers;
}

function flattenHeaders(headers: Headers): Record<string, string | string[]> {
  const flat: Record<string, string | string[]> = Object.fromEntries(headers);
  const cookies = headers.getSetCookie();
  if (cookies.length > 0) flat['set-cookie'] = cookies;
  return flat;
}

function splitOnce(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
