import type { Service } from '../world/types.ts';

/** Answers the service that speaks for a host; the longest pattern wins, an exact name before any. */
export function createRoutes(services: readonly Service[]): (host: string) => Service | undefined {
  const exact = new Map<string, Service>();
  const suffixes: { readonly suffix: string; readonly service: Service }[] = [];
  for (const service of services) {
    for (const host of service.hosts) {
      if (host.startsWith('*.')) suffixes.push({ suffix: host.slice(1).toLowerCase(), service });
      else exact.set(host.toLowerCase(), service);
    }
  }
  suffixes.sort((a, b) => b.suffix.length - a.suffix.length);
  return (host) => {
    const name = host.toLowerCase();
    return exact.get(name) ?? suffixes.find(({ suffix }) => name.endsWith(suffix))?.service;
  };
}

/** Splits `host:port`; the port is 443 when it is left out. */
export function parseAuthority(authority: string): { readonly host: string; readonly port: number } {
  const match = /^(.+?)(?::(\d+))?$/.exec(authority);
  return { host: (match?.[1] ?? '').toLowerCase(), port: Number(match?.[2] ?? 443) };
}
