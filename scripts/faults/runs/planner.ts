import type { RequestInfo } from '../../../simulator/gateway/index.ts';
import type { Simulation } from '../../../simulator/simulation.ts';
import { drawFraction, drawOne } from '../draw.ts';
import { faultKinds } from './kinds.ts';
import type { FaultKind } from './kinds.ts';

/** A fault that met a request. */
export interface Injected {
  /** `METHOD host/path #n`: the n-th such request of the case, ids left out of the path. */
  readonly request: string;
  readonly fault: string;
}

/** Draws a fault for some requests of a case. */
export interface Planner {
  readonly injected: readonly Injected[];
  /** No faults until it is called again with `true`. */
  setActive(isActive: boolean): void;
  stop(): void;
}

/** Where a case's draws come from. */
export interface CaseSeed {
  readonly seed: number;
  readonly index: number;
  /** The share of requests that a fault meets. */
  readonly rate: number;
  /** Whether waits are real, so that long ones are left out. */
  readonly isQuick: boolean;
}

/**
 * Disturbs a simulation. Each decision depends on the seed and on the request alone, not on when it comes, so requests
 * that overtake each other change nothing.
 */
export function startPlanner({ gateway, world }: Simulation, seed: CaseSeed): Planner {
  const injected: Injected[] = [];
  const seen = new Map<string, number>();
  let isActive = false;
  let latest: { readonly n: number; readonly kind: FaultKind | undefined } = { n: 0, kind: undefined };
  const kinds = faultKinds.filter((kind) => !seed.isQuick || kind.isLong !== true);
  const decide = (info: RequestInfo): FaultKind | undefined => {
    if (latest.n === info.n) return latest.kind;
    const request = nameRequest(info, seen);
    const isMet = isActive && drawFraction(seed.seed, seed.index, request) < seed.rate;
    const kind = isMet ? drawOne(kinds, seed.seed, seed.index, request, 'kind') : undefined;
    latest = { n: info.n, kind };
    if (kind === undefined) return undefined;
    injected.push({ request, fault: kind.name });
    if (kind.expiresMs !== undefined) world.clock.advance(kind.expiresMs);
    return kind;
  };
  const stops = kinds.map((kind) =>
    gateway.faults.add({ match: (info) => decide(info) === kind, do: kind.do, times: Infinity }),
  );
  return {
    injected,
    setActive: (value) => void (isActive = value),
    stop: () => stops.forEach((stop) => stop()),
  };
}

function nameRequest({ method, host, path }: RequestInfo, seen: Map<string, number>): string {
  // Digests of records hold the time of their writing, ids are drawn in the order of requests.
  const plain = path
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, '#')
    .replaceAll(/(?<=sha256(:|%3A|-|\/))[0-9a-f]{64}/gi, '#')
    .replaceAll(/[0-9a-f]{32,}/g, '#');
  const name = `${method} ${host}${plain}`;
  const count = (seen.get(name) ?? 0) + 1;
  seen.set(name, count);
  return `${name} #${count}`;
}
