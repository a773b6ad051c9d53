import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { callChain } from './chain.ts';
import { parseDepth } from './config.ts';
import type { Config } from './config.ts';

/** Serves `GET /URLCaller/depth/{n}`, `GET /URLCaller` (the default depth) and `GET /healthz`. */
export function createChainServer(config: Config): Server {
  return createServer((request, response) => {
    void answer(config, request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });
}

async function answer(config: Config, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (request.method !== 'GET') {
    send(response, 405, { error: 'only GET is served' });
  } else if (pathname === '/healthz') {
    send(response, 200, { status: 'ok' });
  } else {
    await answerChain(config, pathname, response);
  }
}

async function answerChain(config: Config, pathname: string, response: ServerResponse): Promise<void> {
  const text = /^\/URLCaller(?:\/depth\/([^/]+))?$/.exec(pathname);
  if (text === null) {
    send(response, 404, { error: 'ask /URLCaller/depth/{n} or /healthz' });
    return;
  }
  const depth = readDepth(text[1], config.defaultDepth);
  if (typeof depth !== 'number') {
    send(response, 400, depth);
    return;
  }
  const gone = new AbortController();
  response.once('close', () => {
    gone.abort();
  });
  send(response, 200, await callChain(config, depth, gone.signal));
}

function readDepth(text: string | undefined, fallback: number): number | { readonly error: string } {
  try {
    return text === undefined ? fallback : parseDepth(text);
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(body));
}
