import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { RequestEntry } from './types.ts';

/** Keeps every request in memory and as a line of a file. */
export interface RequestLog {
  readonly entries: readonly RequestEntry[];
  nextNumber(): number;
  add(entry: RequestEntry): void;
  close(): Promise<void>;
}

/** Opens the log; lines of an earlier process stay. */
export function openRequestLog(file: string): RequestLog {
  const stream = createWriteStream(file, { flags: 'a' });
  const entries: RequestEntry[] = [];
  let [count, isOpen] = [0, true];
  return {
    entries,
    nextNumber: () => (count += 1),
    add(entry) {
      entries.push(entry);
      // Requests that are under way when the gateway stops end after the file is closed.
      if (isOpen) stream.write(`${JSON.stringify(entry)}\n`);
    },
    async close() {
      isOpen = false;
      stream.end();
      await finished(stream);
    },
  };
}

const secretNames = /^sig$|token|secret|password|assertion|signature|credential/i;

/** Writes a query for the log: names stay, secret values do not. */
export function redactQuery(query: URLSearchParams): string {
  return [...query]
    .map(([name, value]) => `${name}=${secretNames.test(name) ? 'REDACTED' : value}`)
    .join('&');
}

/** The client id or subject that a bearer JWT claims; the signature is the services' business. */
export function readClaimedPrincipal(authorization: string | null): string | undefined {
  const payload = /^Bearer [^.]+\.([^.]+)\./i.exec(authorization ?? '')?.[1];
  if (payload === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return readText(claims, 'appid') ?? readText(claims, 'sub');
  } catch {
    // Some bearer tokens (GitHub's) are no JWT.
    return undefined;
  }
}

function readText(value: unknown, name: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found: unknown = Reflect.get(value, name);
  return typeof found === 'string' ? found : undefined;
}
