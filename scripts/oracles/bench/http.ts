import { readFile } from 'node:fs/promises';
import { request as requestPlain } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { Agent, request as requestSecure } from 'node:https';
import { buffer } from 'node:stream/consumers';
import type { Simulation } from '../../../simulator/simulation.ts';

export interface Call {
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** Sends a request as it is; redirects are not followed. */
export type Caller = (url: string, call: Call) => Promise<Reply>;

/** A caller to servers of this machine. */
export const callPlainly: Caller = (url, call) => send(url, call, undefined);

/** A caller through the door of a simulated world. */
export async function openCaller({ gateway }: Simulation): Promise<{ readonly call: Caller; close(): void }> {
  const ca = await readFile(gateway.caFile, 'utf8');
  const agent = new Agent({ keepAlive: true, ca, proxyEnv: { HTTPS_PROXY: gateway.url } });
  return {
    call: (url, call) => send(url, call, agent),
    close() {
      agent.destroy();
    },
  };
}

function send(url: string, { method, headers = {}, body }: Call, agent: Agent | undefined): Promise<Reply> {
  const bytes = Buffer.from(body ?? '');
  const length = body === undefined ? {} : { 'content-length': String(bytes.byteLength) };
  const options = { method, headers: { ...length, ...headers } };
  return new Promise((resolve, reject) => {
    const take = (message: IncomingMessage): void => {
      read(message).then(resolve, reject);
    };
    const sent =
      agent === undefined
        ? requestPlain(url, options, take)
        : requestSecure(url, { ...options, agent }, take);
    sent.once('error', reject);
    sent.end(bytes);
  });
}

async function read(message: IncomingMessage): Promise<Reply> {
  const headers = Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join() : value,
    ]),
  );
  return { status: message.statusCode ?? 0, headers, body: await buffer(message) };
}
