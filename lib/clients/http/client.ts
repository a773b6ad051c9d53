import type { Agent as HttpAgent, IncomingMessage, RequestOptions } from 'node:http';
import type { HttpClient, PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';
import type { Log } from '../../base/log.ts';
import type { Clock } from '../../base/time.ts';
import { linkAbort } from './abort.ts';
import { readBody } from './body.ts';
import { decodeContent } from './decode.ts';
import { explainFailure } from './failures.ts';
import { writeBody } from './request-body.ts';

/** The one HTTP client of a process: every SDK and all our own REST calls go through its kept connections. */
export interface KeptHttpClient extends HttpClient {
  /** Closes idle connections; requests under way end by themselves. */
  close(): void;
}

/** What the client needs to know of its surroundings. */
export interface HttpClientOptions {
  /** Proxy variables by their usual names (`proxyEnv` of Node's agent). */
  readonly proxyEnv: Readonly<Record<string, string>>;
  readonly clock: Clock;
  /** One line a request, without query or headers, at debug level. */
  readonly log?: Log;
  /** How long a connection may be silent. */
  readonly idleTimeoutMs?: number;
}

interface Ports {
  readonly openAgent: (isSecure: boolean) => Promise<HttpAgent>;
  readonly idleTimeoutMs: number;
}

const defaultIdleTimeoutMs = 100_000;
/** The most that an SDK may collect as text; ours reads by streams with bounds of its own. */
const maxTextBytes = 16 * 1024 * 1024;

/** Opens connections on first use, keeps them, and goes through the proxy that `proxyEnv` names. */
export function createHttpClient(options: HttpClientOptions): KeptHttpClient {
  const agents = new Map<boolean, Promise<HttpAgent>>();
  const openAgent = (isSecure: boolean): Promise<HttpAgent> => {
    const agent = agents.get(isSecure) ?? createAgent(isSecure, options.proxyEnv);
    agents.set(isSecure, agent);
    return agent;
  };
  const ports = { openAgent, idleTimeoutMs: options.idleTimeoutMs ?? defaultIdleTimeoutMs };
  return {
    sendRequest: (request) => sendLogged(request, ports, options),
    close: () => agents.forEach((agent) => void agent.then((opened) => opened.destroy())),
  };
}

// `proxyEnv` makes one CONNECT a kept connection; the SDKs' own proxy path makes one a request
// (https://nodejs.org/api/http.html#built-in-proxy-support).
async function createAgent(
  isSecure: boolean,
  proxyEnv: Readonly<Record<string, string>>,
): Promise<HttpAgent> {
  const { Agent } = isSecure ? await import('node:https') : await import('node:http');
  return new Agent({ keepAlive: true, proxyEnv: { ...proxyEnv } });
}

async function sendLogged(
  request: PipelineRequest,
  ports: Ports,
  options: HttpClientOptions,
): Promise<PipelineResponse> {
  const { host, pathname } = new URL(request.url);
  const started = options.clock.now();
  const note = (outcome: string): void =>
    options.log?.debug(
      `${request.method} ${host}${pathname} ${outcome} in ${options.clock.now() - started} ms`,
    );
  try {
    const response = await send(request, ports);
    note(String(response.status));
    return response;
  } catch (error) {
    note(error instanceof Error ? error.name : 'failed');
    throw error;
  }
}

async function send(request: PipelineRequest, ports: Ports): Promise<PipelineResponse> {
  const url = new URL(request.url);
  const signal = linkAbort(request.abortSignal, request.timeout);
  try {
    signal?.throwIfAborted();
    const incoming = await open(url, request, ports, signal);
    return await receive(incoming, request, url.host);
  } catch (error) {
    const cause: unknown = signal?.aborted === true ? signal.reason : error;
    throw explainFailure(cause, url.host, `${request.method} ${url.pathname}`);
  }
}

async function open(
  url: URL,
  request: PipelineRequest,
  ports: Ports,
  signal: AbortSignal | undefined,
): Promise<IncomingMessage> {
  const isSecure = url.protocol === 'https:';
  if (!isSecure && request.allowInsecureConnection !== true)
    throw new Error(`refusing to use ${url.protocol} for ${url.host}`);
  const options: RequestOptions = {
    method: request.method,
    headers: request.headers.toJSON({ preserveCase: true }),
    agent: await ports.openAgent(isSecure),
    ...(signal === undefined ? {} : { signal }),
  };
  const module = isSecure ? await import('node:https') : await import('node:http');
  return new Promise((resolve, reject) => {
    const outgoing = module.request(url, options, resolve);
    outgoing.on('error', reject);
    outgoing.setTimeout(ports.idleTimeoutMs, () => outgoing.destroy(silenceError(ports.idleTimeoutMs)));
    writeBody(outgoing, request.body);
  });
}

async function receive(
  incoming: IncomingMessage,
  request: PipelineRequest,
  host: string,
): Promise<PipelineResponse> {
  const { createHttpHeaders } = await import('@azure/core-rest-pipeline');
  const headers = createHttpHeaders();
  for (const [name, value] of Object.entries(incoming.headers)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) headers.set(name, first);
  }
  const response: PipelineResponse = { request, headers, status: incoming.statusCode ?? 0 };
  if (request.method === 'HEAD') {
    incoming.resume();
    return response;
  }
  const stream = await decodeContent(incoming, request.headers.get('Accept-Encoding'));
  if (wantsStream(request, response.status)) return { ...response, readableStreamBody: stream };
  const bytes = await readBody(stream, maxTextBytes, host);
  return { ...response, bodyAsText: Buffer.from(bytes).toString('utf8') };
}

function wantsStream(request: PipelineRequest, status: number): boolean {
  const statuses = request.streamResponseStatusCodes;
  return statuses?.has(Number.POSITIVE_INFINITY) === true || statuses?.has(status) === true;
}

function silenceError(idleTimeoutMs: number): Error {
  return Object.assign(new Error(`nothing received for ${idleTimeoutMs} ms`), { code: 'ETIMEDOUT' });
}
