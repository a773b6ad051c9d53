import type { FaultAction } from '../../../simulator/gateway/index.ts';

/** A fault that may be drawn. */
export interface FaultKind {
  readonly name: string;
  readonly do: FaultAction;
  /** Whether a client waits longer than a few seconds. */
  readonly isLong?: true;
  /** Simulated time that passes before the request is seen: tokens that were good when it was sent have ended. */
  readonly expiresMs?: number;
}

/** Entra's tokens live an hour, ACR's refresh tokens three. */
const longerThanTokensMs = 3.5 * 3_600_000;

const refusals: readonly FaultKind[] = [
  { name: '429', do: { kind: 'status', status: 429 } },
  { name: '429-after-1', do: { kind: 'status', status: 429, retryAfterSeconds: 1 } },
  { name: '429-after-30', do: { kind: 'status', status: 429, retryAfterSeconds: 30 }, isLong: true },
  { name: '500', do: { kind: 'status', status: 500 } },
  { name: '502', do: { kind: 'status', status: 502, body: '<html>Bad Gateway</html>' } },
  { name: '503', do: { kind: 'status', status: 503 } },
  { name: '503-after-5', do: { kind: 'status', status: 503, retryAfterSeconds: 5 }, isLong: true },
  { name: '504', do: { kind: 'status', status: 504 } },
  { name: '401', do: { kind: 'status', status: 401 } },
  { name: '200-without-sense', do: { kind: 'status', status: 200, body: '<html>Sign in</html>' } },
];

/** Everything that a network and a service do to a request now and then. */
export const faultKinds: readonly FaultKind[] = [
  ...refusals,
  { name: 'delay', do: { kind: 'delay', ms: 10 } },
  { name: 'drop', do: { kind: 'drop' } },
  { name: 'commit-then-drop', do: { kind: 'commit-then-drop' } },
  { name: 'truncate-0', do: { kind: 'truncate', bytes: 0 } },
  { name: 'truncate-20', do: { kind: 'truncate', bytes: 20 } },
  { name: 'expiry', do: { kind: 'delay', ms: 0 }, expiresMs: longerThanTokensMs },
];
