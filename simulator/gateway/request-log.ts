import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { RequestEntry, RequestList } from './types.ts';

/** How many requests stay in memory; the file keeps all. */
const maxKept = 4_096;

/** Writes every request as a line of a file, and keeps the newest in memory. */
export interface RequestLog {
  readonly list: RequestList;
  nextNumber(): number;
  add(entry: RequestEntry): void;
  close(): Promise<void>;
}

/** Opens the log; lines of an earlier process stay. */
export function openRequestLog(file: string): RequestLog {
  const stream = createWriteStream(file, { flags: 'a' });
  const entries = openList();
  let [count, isOpen] = [0, true];
  return {
    list: entries.list,
    nextNumber: () => (count += 1),
    add(entry) {
      entries.add(entry);
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

function openList(): { readonly list: RequestList; add(entry: RequestEntry): void } {
  const kept: RequestEntry[] = [];
  let dropped = 0;
  return {
    list: {
      get count() {
        return dropped + kept.length;
      },
      since(count) {
        if (count < dropped) throw new Error(`requests ${count} to ${dropped} are only in the file`);
        return kept.slice(count - dropped);
      },
    },
    add(entry) {
      kept.push(entry);
      // In halves, so that not every request moves the whole list.
      if (kept.length > 2 * maxKept) dropped += kept.splice(0, maxKept).length;
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
