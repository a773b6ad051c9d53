import { createHttpClient } from '../../lib/clients/http/index.ts';
import { createUpstreamClient } from '../../lib/clients/upstream/index.ts';
import type { UpstreamClient } from '../../lib/clients/upstream/index.ts';

const proxyNames = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'];

/** Upstream registries as the actions ask them, from this machine and through its proxy. */
export function openUpstream(): { readonly client: UpstreamClient; close(): void } {
  const proxyEnv = Object.fromEntries(proxyNames.flatMap((name) => readVariable(name)));
  const clock = {
    now: () => Date.now(),
    sleep: (ms: number) => new Promise<void>((done) => setTimeout(done, ms)),
  };
  const httpClient = createHttpClient({ proxyEnv, clock });
  const ports = { clock, random: () => Math.random() };
  return { client: createUpstreamClient({ httpClient, ports }), close: () => httpClient.close() };
}

function readVariable(name: string): readonly [string, string][] {
  const value = process.env[name];
  return value === undefined || value === '' ? [] : [[name, value]];
}
