import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Service, World } from '../world/types.ts';
import type { Tap } from './faults.ts';
import { buildRequest, readInfo, sendResponse } from './messages.ts';
import type { Traffic } from './messages.ts';
import { readClaimedPrincipal, redactQuery } from './request-log.ts';
import type { RequestLog } from './request-log.ts';
import type { FaultAction, RequestInfo } from './types.ts';

/** What an exchange needs of its gateway. */
export interface Surroundings {
  readonly world: World;
  readonly route: (host: string) => Service | undefined;
  readonly tap: Tap;
  readonly log: RequestLog;
  readonly beforeService: (request: RequestInfo) => Promise<void>;
  readonly beforeReply: (request: RequestInfo, status: number) => Promise<void>;
  readonly afterReply: (request: RequestInfo) => Promise<void>;
  readonly reportBug: (error: Error) => void;
}

/** Carries one request through faults and hooks to its service and the answer back, and logs it. */
export async function exchange(
  around: Surroundings,
  message: IncomingMessage,
  reply: ServerResponse,
): Promise<void> {
  const info = readInfo(message, around.log.nextNumber());
  const traffic = { in: 0, out: 0 };
  const startedAt = performance.now();
  const at = new Date(around.world.clock.now()).toISOString();
  const fault = around.tap.take(info);
  try {
    await carry(around, { info, message, reply, traffic, fault });
  } catch (error) {
    if (!isClientGone(error)) around.reportBug(asError(error));
    reply.destroy();
  }
  const { n, host, method, path } = info;
  const principal = readClaimedPrincipal(info.headers.get('authorization'));
  const client = info.headers.get('user-agent');
  around.log.add({
    ...{ n, at, host, method, path, query: redactQuery(info.query) },
    status: reply.headersSent ? reply.statusCode : 0,
    durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
    ...{ bytesIn: traffic.in, bytesOut: traffic.out },
    ...(principal === undefined ? {} : { principal }),
    ...(client === null ? {} : { client }),
    ...(fault === undefined ? {} : { fault: fault.kind }),
  });
  await around.afterReply(info);
}

interface Passage {
  readonly info: RequestInfo;
  readonly message: IncomingMessage;
  readonly reply: ServerResponse;
  readonly traffic: Traffic;
  readonly fault: FaultAction | undefined;
}

async function carry(around: Surroundings, passage: Passage): Promise<void> {
  const { info, reply, fault, traffic } = passage;
  await around.beforeService(info);
  await around.tap.interleave(info, 'before');
  await waitFor(fault);
  if (fault?.kind === 'drop') return void reply.destroy();
  const response = fault?.kind === 'status' ? buildFaultResponse(fault) : await askService(around, passage);
  await around.tap.interleave(info, 'after');
  await around.beforeReply(info, response.status);
  if (fault?.kind === 'commit-then-drop') return void reply.destroy();
  const limit = fault?.kind === 'truncate' ? fault.bytes : undefined;
  await sendResponse(reply, response, { traffic, limit });
}

async function waitFor(fault: FaultAction | undefined): Promise<void> {
  if (fault?.kind === 'delay') await sleep(fault.ms);
  if (fault?.kind === 'hold') await fault.until;
}

async function askService(around: Surroundings, passage: Passage): Promise<Response> {
  const { info, message, reply, traffic } = passage;
  const service = around.route(info.host);
  // RFC 9110 §15.5.20: the connection was opened for another host than the request names.
  if (service === undefined)
    return buildError(421, 'MisdirectedRequest', `no service speaks for "${info.host}"`);
  const gone = new AbortController();
  reply.once('close', () => {
    if (!reply.writableFinished) gone.abort();
  });
  const request = tryBuildRequest(message, info, { signal: gone.signal, traffic });
  if (request === undefined) return buildError(400, 'BadRequest', 'the request is not well-formed');
  try {
    return await service.handle(request);
  } catch (error) {
    if (gone.signal.aborted) throw gone.signal.reason;
    around.reportBug(asError(error));
    return buildError(500, 'InternalServerError', `${service.name}: ${asError(error).message}`);
  }
}

// `TRACE` and targets that are no path (`*`) have no web request.
function tryBuildRequest(...facts: Parameters<typeof buildRequest>): Request | undefined {
  try {
    return buildRequest(...facts);
  } catch {
    return undefined;
  }
}

// A client that goes away breaks the streams between it and a service; that is no defect of the service.
const goneCodes = ['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED', 'ECONNRESET', 'EPIPE', 'ABORT_ERR'];

function isClientGone(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if ('name' in error && error.name === 'AbortError') return true;
  return 'code' in error && goneCodes.some((code) => code === error.code);
}

function buildFaultResponse(fault: FaultAction & { readonly kind: 'status' }): Response {
  const headers = new Headers({ 'content-type': 'application/json', ...fault.headers });
  if (fault.retryAfterSeconds !== undefined) headers.set('retry-after', String(fault.retryAfterSeconds));
  const code = fault.status === 429 ? 'TooManyRequests' : 'ServerError';
  const body = fault.body ?? { error: { code, message: 'The fault tap answered.' } };
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status: fault.status,
    headers,
  });
}

function buildError(status: number, code: string, message: string): Response {
  return Response.json({ error: { code, message } }, { status });
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
