import type { RequestEntry } from '../../../simulator/gateway/index.ts';

/** Why a request was made; `repeated` is the one without a reason. */
export type Purpose =
  | 'first'
  | 'sign-in'
  | 'poll'
  | 'after the challenge'
  | 'retry'
  | 'read back after a change'
  | 'last look before a change'
  | 'repeated';

/** A request with what it was for. */
export interface Classified {
  readonly entry: RequestEntry;
  readonly purpose: Purpose;
}

/** Names the purpose of each request of one run, in the order in which they were made. */
export function classifyRequests(entries: readonly RequestEntry[]): readonly Classified[] {
  const ordered = entries.toSorted((a, b) => a.n - b.n);
  return ordered.map((entry, index) => ({ entry, purpose: findPurpose(ordered, entry, index) }));
}

/** Challenges (401) beyond the first of a host and scope. */
export function findRepeatedChallenges(entries: readonly RequestEntry[]): readonly RequestEntry[] {
  const challenges = entries.filter(({ status }) => status === 401);
  const keys = challenges.map(describeScope);
  return challenges.filter((_, index) => keys.indexOf(keys[index] ?? '') < index);
}

/** How many OIDC assertions were fetched, and how many tokens Entra gave for them. */
export function countSignIns(entries: readonly RequestEntry[]): {
  readonly assertions: number;
  readonly exchanges: number;
} {
  return {
    assertions: entries.filter(isAssertion).length,
    exchanges: entries.filter(({ host }) => host === 'login.microsoftonline.com').length,
  };
}

/** One line a request: number, purpose, method, status and address. */
export function renderRequest({ entry, purpose }: Classified): string {
  const { n, method, status, host, path } = entry;
  const address = `${host}${path}`.replaceAll(/[0-9a-f]{40,}/g, (hex) => `${hex.slice(0, 12)}…`);
  return `${String(n).padStart(5)}  ${purpose.padEnd(26)} ${method.padEnd(5)} ${status}  ${address}`;
}

// Each upload begins at the same address and is another upload, and each signature is of another digest.
const others = ['/blobs/uploads/', '/sign'];

function findPurpose(entries: readonly RequestEntry[], entry: RequestEntry, index: number): Purpose {
  if (isSignIn(entry)) return 'sign-in';
  if (entry.path.includes('/operationResults/')) return 'poll';
  const before = entries.findLastIndex((other, at) => at < index && keyOf(other) === keyOf(entry));
  const previous = entries[before];
  if (previous === undefined) return 'first';
  if (previous.status === 401) return 'after the challenge';
  if (isRefusedForNow(previous)) return 'retry';
  if (isChange(entry)) return others.some((end) => entry.path.endsWith(end)) ? 'first' : 'repeated';
  return judgeRead(entry, entries.slice(before + 1, index), entries.slice(index + 1));
}

function judgeRead(
  entry: RequestEntry,
  since: readonly RequestEntry[],
  after: readonly RequestEntry[],
): Purpose {
  if (since.some((other) => isChange(other) && mayChange(other, entry))) return 'read back after a change';
  const next = after.find((other) => isChange(other) && other.host === entry.host);
  return next?.path === entry.path ? 'last look before a change' : 'repeated';
}

function isRefusedForNow({ fault, status }: RequestEntry): boolean {
  return fault !== undefined || status === 429 || status >= 500;
}

function keyOf({ method, host, path, query }: RequestEntry): string {
  const parameters = new URLSearchParams(query);
  parameters.delete('client-request-id');
  return `${method} ${host}${path}?${parameters.toString()}`;
}

function isAssertion({ path }: RequestEntry): boolean {
  return path.includes('/idtoken/');
}

function isSignIn(entry: RequestEntry): boolean {
  const isToken = /^\/oauth2\/(?:exchange|token)$/.test(entry.path);
  return isAssertion(entry) || entry.host === 'login.microsoftonline.com' || isToken;
}

function isChange(entry: RequestEntry): boolean {
  return !['GET', 'HEAD'].includes(entry.method) && entry.status < 400 && !isSignIn(entry);
}

// An import is asked for at ARM and changes the registry that its path names.
function mayChange(change: RequestEntry, read: RequestEntry): boolean {
  const imported = /\/registries\/(\w+)\/importImage$/.exec(change.path)?.[1];
  return imported === undefined ? change.host === read.host : read.host.startsWith(`${imported}.`);
}

function describeScope({ host, method, path }: RequestEntry): string {
  const access = ['GET', 'HEAD'].includes(method) ? 'read' : 'write';
  const content = /^\/v2\/(.+)\/(?:manifests|blobs|tags|referrers)\//.exec(path)?.[1];
  if (content !== undefined) return `${host} content ${decodeURIComponent(content)} ${access}`;
  const metadata = /^\/acr\/v1\/(.+?)(?:\/_(?:tags|manifests).*)?$/.exec(path)?.[1];
  return `${host} metadata ${decodeURIComponent(metadata ?? path)} ${access}`;
}
