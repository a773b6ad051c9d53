import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { parseAuthority } from './routes.ts';

/** What the proxy does with its callers. */
export interface ProxyOptions {
  readonly isKnown: (host: string) => boolean;
  /** Takes over a tunnel's plain socket. */
  readonly accept: (socket: Duplex) => void;
  /** Told of every caller that is refused. */
  readonly refused: (request: {
    readonly host: string;
    readonly method: string;
    readonly path: string;
    readonly client?: string | undefined;
  }) => void;
}

/** A proxy that opens tunnels to known hosts and refuses everything else, so that nothing leaves the machine. */
export function createProxy(options: ProxyOptions): Server {
  const server = createServer((request, response) => {
    const url = URL.parse(request.url ?? '');
    const host = url?.host ?? request.headers.host ?? '';
    options.refused({
      host,
      method: request.method ?? '',
      path: url?.pathname ?? '',
      client: request.headers['user-agent'],
    });
    response.writeHead(403, { 'content-type': 'text/plain' });
    response.end('The simulated world opens tunnels (CONNECT) to known hosts only.\n');
  });
  server.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    openTunnel(options, request, socket, head);
  });
  return server;
}

function openTunnel(options: ProxyOptions, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const { host, port } = parseAuthority(request.url ?? '');
  if (port !== 443 || !options.isKnown(host)) {
    options.refused({ host, method: 'CONNECT', path: '', client: request.headers['user-agent'] });
    socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    return;
  }
  socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
  if (head.length > 0) socket.unshift(head);
  options.accept(socket);
}
