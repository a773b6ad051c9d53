import { Agent, request as sendRequest } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** What a registry answered. */
export interface Reply {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  /** Hosts that were asked on the way, and whether each was sent a login. */
  readonly hops: readonly { readonly host: string; readonly hasLogin: boolean }[];
}

export interface Order {
  readonly body?: Buffer | string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Without Content-Length, in chunks, as Go sends a body of unknown length. */
  readonly isStreamed?: boolean;
  /** The client goes away in the middle of the body; there is no reply then. */
  readonly breaksOff?: boolean;
}

/** A client that behaves as the conformance suite's: bare request, challenge, token by user and password, once more. */
export interface Client {
  readonly root: string;
  send(method: string, path: string, order?: Order): Promise<Reply>;
  close(): void;
}

interface Login {
  readonly root: string;
  readonly username: string;
  readonly password: string;
}

export function openClient(login: Login, agent: Agent): Client {
  // By host, repository and kind of access, as the suite keeps its tokens.
  const tokens = new Map<string, string>();
  return {
    root: login.root,
    async send(method, path, order = {}) {
      const url = new URL(path, login.root);
      const key = describeAccess(method, url);
      const first = await follow(agent, { method, url, order, token: tokens.get(key) });
      if (first.status !== 401) return first;
      const token = await askToken(agent, login, first.headers['www-authenticate'] ?? '');
      tokens.set(key, token);
      return follow(agent, { method, url, order, token });
    },
    close: () => agent.destroy(),
  };
}

interface Going {
  readonly method: string;
  readonly url: URL;
  readonly order: Order;
  readonly token: string | undefined;
}

/** Follows redirects of GET and HEAD as Go's client: all headers go along, a login never to another host. */
async function follow(agent: Agent, going: Going, hops: Reply['hops'] = []): Promise<Reply> {
  const reply = await exchange(agent, going, hops);
  const { location } = reply.headers;
  const isRead = going.method === 'GET' || going.method === 'HEAD';
  if (!isRead || reply.status < 300 || reply.status > 399 || location === undefined) return reply;
  if (reply.hops.length > 5) throw new Error('too many redirects');
  const url = new URL(location, going.url);
  const token = url.host === going.url.host ? going.token : undefined;
  return follow(agent, { ...going, url, token }, reply.hops);
}

async function exchange(agent: Agent, going: Going, hops: Reply['hops']): Promise<Reply> {
  const { method, url, order, token } = going;
  const body = Buffer.from(order.body ?? '');
  const sized = order.isStreamed === true ? {} : { 'content-length': String(body.byteLength) };
  const headers = {
    ...(method === 'GET' || method === 'HEAD' ? {} : sized),
    ...(token === undefined ? {} : { authorization: token }),
    ...order.headers,
  };
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = sendRequest(url, { method, agent, headers }, resolve);
    request.once('error', reject);
    if (order.breaksOff === true) {
      request.write(body.subarray(0, body.byteLength / 2), () => request.destroy());
      return;
    }
    if (order.isStreamed === true) request.write(body);
    request.end(order.isStreamed === true ? undefined : body);
  });
  return {
    status: message.statusCode ?? 0,
    headers: message.headers,
    body: await buffer(message),
    hops: [...hops, { host: url.host, hasLogin: 'authorization' in headers }],
  };
}

function describeAccess(method: string, url: URL): string {
  const repository = /^\/v2\/(.+?)\/(?:blobs|manifests|tags|referrers)\//.exec(url.pathname)?.[1] ?? '';
  const isPull = method === 'GET' || method === 'HEAD';
  return [url.host, repository, isPull ? 'pull' : method === 'DELETE' ? 'delete' : 'push'].join(':');
}

async function askToken(agent: Agent, login: Login, challenge: string): Promise<string> {
  const fields = new Map(
    [...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  );
  const url = new URL(fields.get('realm') ?? 'about:blank');
  for (const name of ['service', 'scope']) {
    const value = fields.get(name);
    if (value !== undefined) url.searchParams.set(name, value);
  }
  const basic = Buffer.from(`${login.username}:${login.password}`).toString('base64');
  const order = { headers: { accept: 'application/json' } };
  const reply = await exchange(agent, { method: 'GET', url, order, token: `Basic ${basic}` }, []);
  if (reply.status !== 200) throw new Error(`no token: ${reply.status} ${reply.body.toString()}`);
  const parsed: unknown = JSON.parse(reply.body.toString());
  if (typeof parsed !== 'object' || parsed === null || !('access_token' in parsed))
    throw new Error('the token endpoint answered no access_token');
  return `Bearer ${String(parsed.access_token)}`;
}

/** An agent that reaches the simulated hosts by their real names. */
export function openAgent(ca: string, proxyUrl: string): Agent {
  return new Agent({ keepAlive: true, ca, proxyEnv: { HTTPS_PROXY: proxyUrl } });
}
