import { writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { createListeners } from './listeners.ts';
import type { Service, World } from '../world/types.ts';
import { createCertificates } from './certificates.ts';
import type { Certificates } from './certificates.ts';
import { buildNetworkEnv } from './env.ts';
import { exchange } from './exchange.ts';
import { createTap } from './faults.ts';
import { createProxy } from './proxy.ts';
import { openRequestLog } from './request-log.ts';
import type { RequestLog } from './request-log.ts';
import { createRoutes } from './routes.ts';
import type { Gateway, RequestInfo } from './types.ts';

/** How long an idle connection is kept; clients that reuse one later would meet a reset. */
const defaultKeepAliveMs = 120_000;

export interface GatewayOptions {
  /** Port of the proxy; default: any free one. */
  readonly port?: number;
  /** How long an idle connection is kept. */
  readonly keepAliveMs?: number;
}

/** Opens the world's door on a loopback port. */
export async function startGateway(
  world: World,
  services: readonly Service[],
  options: GatewayOptions = {},
): Promise<Gateway> {
  const certificates = await createCertificates(services.flatMap(({ hosts }) => hosts));
  const caFile = join(world.folder, 'ca.pem');
  await writeFile(caFile, certificates.ca);
  const route = createRoutes(services);
  const log = openRequestLog(join(world.folder, 'requests.jsonl'));
  const [tap, bugs] = [createTap(), new Array<Error>()];
  const requestListeners = createListeners<[RequestInfo]>();
  const replyListeners = createListeners<[RequestInfo, number]>();
  const doneListeners = createListeners<[RequestInfo]>();
  const around = {
    ...{ world, route, tap, log },
    beforeService: requestListeners.call,
    beforeReply: replyListeners.call,
    afterReply: doneListeners.call,
    reportBug: (error: Error) => void bugs.push(error),
  };
  const server = createTlsServer(certificates, (message, reply) => void exchange(around, message, reply));
  server.keepAliveTimeout = options.keepAliveMs ?? defaultKeepAliveMs;
  const doors = await openDoors(server, {
    isKnown: (host) => route(host) !== undefined,
    log,
    world,
    port: options.port ?? 0,
  });
  const url = `http://127.0.0.1:${doors.port}`;
  return {
    ...{ url, port: doors.port, caFile, bugs, faults: tap.faults, requests: log.list },
    onRequest: requestListeners.add,
    onReply: replyListeners.add,
    onDone: doneListeners.add,
    env: () => buildNetworkEnv(url, caFile),
    async stop() {
      await doors.close();
      await log.close();
    },
  };
}

function createTlsServer(certificates: Certificates, handle: RequestListener): Server {
  const server = createServer({
    cert: certificates.certificate,
    key: certificates.key,
    ALPNProtocols: ['http/1.1'],
  });
  server.on('request', handle);
  // Uploads of any length and replies that a test holds back are no attack here.
  server.requestTimeout = 0;
  server.timeout = 0;
  return server;
}

async function openDoors(
  server: Server,
  options: { isKnown: (host: string) => boolean; log: RequestLog; world: World; port: number },
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const sockets = new Set<Duplex>();
  const proxy = createProxy({
    isKnown: options.isKnown,
    accept(socket) {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      server.emit('connection', socket);
    },
    refused: (request) => logRefusal(options.log, options.world, request),
  });
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    proxy.once('error', reject);
    proxy.listen(options.port, '127.0.0.1', resolve);
  });
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('the gateway has no port');
  return {
    port: address.port,
    async close() {
      const closed = new Promise((resolve) => proxy.close(resolve));
      proxy.closeAllConnections();
      server.closeAllConnections();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function logRefusal(
  log: RequestLog,
  world: World,
  request: {
    readonly host: string;
    readonly method: string;
    readonly path: string;
    readonly client?: string | undefined;
  },
): void {
  const { client, ...rest } = request;
  const at = new Date(world.clock.now()).toISOString();
  const nothing = { query: '', durationMs: 0, bytesIn: 0, bytesOut: 0 };
  log.add({
    n: log.nextNumber(),
    at,
    ...rest,
    ...nothing,
    status: 403,
    ...(client === undefined ? {} : { client }),
    fault: 'unknown-host',
  });
}
