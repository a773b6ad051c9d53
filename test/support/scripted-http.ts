import { createHttpHeaders } from '@azure/core-rest-pipeline';
import type { HttpClient, PipelineRequest } from '@azure/core-rest-pipeline';
import { Readable } from 'node:stream';
import type { Clock } from '../../lib/base/time.ts';

/** A request as a scripted host saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: { get(name: string): string | undefined };
  readonly body: string;
}

/** What a scripted host answers; an error is thrown as a broken connection would be. */
export type ScriptedAnswer =
  | Error
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown };

/** An HttpClient that records each request and asks a function for the answer. */
export interface ScriptedHttp extends HttpClient {
  readonly requests: readonly SeenRequest[];
}

/** Answers requests from a function; objects are sent as JSON, streams as they are. */
export function scriptHttp(answer: (request: SeenRequest, index: number) => ScriptedAnswer): ScriptedHttp {
  const requests: SeenRequest[] = [];
  return {
    requests,
    sendRequest: async (request) => {
      const seen = {
        method: request.method,
        url: new URL(request.url),
        headers: createHttpHeaders(request.headers.toJSON({ preserveCase: true })),
        body: bodyText(request),
      };
      requests.push(seen);
      const reply = answer(seen, requests.length - 1);
      if (reply instanceof Error) throw reply;
      if (reply.body instanceof Readable) {
        const headers = createHttpHeaders({ ...reply.headers });
        return { request, status: reply.status, headers, readableStreamBody: reply.body };
      }
      const bytes = toBytes(reply.body);
      const response = { request, status: reply.status, headers: createHttpHeaders({ ...reply.headers }) };
      if (!wantsStream(request, reply.status)) return { ...response, bodyAsText: bytes.toString('utf8') };
      return { ...response, readableStreamBody: Readable.from(bytes.length === 0 ? [] : [bytes]) };
    },
  };
}

/** A clock that only moves when somebody sleeps. */
export function createStillClock(
  start = Date.UTC(2026, 10, 21),
): Clock & { readonly slept: readonly number[] } {
  const slept: number[] = [];
  return {
    slept,
    now: () => start + slept.reduce((sum, ms) => sum + ms, 0),
    sleep: async (ms) => void slept.push(ms),
  };
}

function wantsStream(request: PipelineRequest, status: number): boolean {
  const statuses = request.streamResponseStatusCodes;
  return statuses?.has(Number.POSITIVE_INFINITY) === true || statuses?.has(status) === true;
}

function toBytes(body: unknown): Buffer {
  if (body === undefined) return Buffer.alloc(0);
  if (body instanceof Uint8Array) return Buffer.from(body);
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

function bodyText(request: PipelineRequest): string {
  if (typeof request.body === 'string') return request.body;
  return ArrayBuffer.isView(request.body)
    ? Buffer.from(request.body.buffer, request.body.byteOffset, request.body.byteLength).toString()
    : '';
}
