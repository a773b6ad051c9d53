import type { HttpClient } from '@azure/core-rest-pipeline';
import { ExternalError } from '../../base/errors/index.ts';
import type { RetryPolicy, RetryPorts } from '../../base/retry.ts';
import { createRest } from '../http/index.ts';
import type { Rest, RestResponse } from '../http/index.ts';
import type { FeedClient } from './types.ts';

/** What the client is made of. */
export interface FeedOptions {
  readonly httpClient: HttpClient;
  readonly ports: RetryPorts;
  readonly policy?: RetryPolicy;
}

const maxHops = 3;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Fetches published files; whoever publishes them is no party that gets a token of ours. */
export function createFeedClient(options: FeedOptions): FeedClient {
  const rest = createRest(options);
  return { readFile: (url, maxBytes) => follow(rest, { url, maxBytes }) };
}

interface Wanted {
  readonly url: string;
  readonly maxBytes: number;
}

async function follow(rest: Rest, { url, maxBytes }: Wanted): Promise<Uint8Array> {
  let target = url;
  for (let hop = 0; hop <= maxHops; hop += 1) {
    const response = await read(rest, { url: target, maxBytes });
    if (response.status === 200) return response.bytes;
    if (!redirects.has(response.status)) throw unavailable(url, `it answered HTTP ${response.status}`);
    target = resolve(response, target);
  }
  throw unavailable(url, `it redirected more than ${maxHops} times`);
}

async function read(rest: Rest, { url, maxBytes }: Wanted): Promise<RestResponse> {
  try {
    return await rest.send({ method: 'GET', url, maxBytes });
  } catch (error) {
    if (!(error instanceof ExternalError) || error.code !== 'NETWORK_REPLY_TOO_LARGE') throw error;
    throw fail('SNAPSHOT_MALFORMED', url, `it has more than ${maxBytes} bytes`);
  }
}

// Another host would be another publisher.
function resolve(response: RestResponse, from: string): string {
  const location = response.headers.get('location') ?? '';
  const target = URL.canParse(location, from) ? new URL(location, from) : undefined;
  if (target?.origin === new URL(from).origin) return target.href;
  throw unavailable(from, `it redirects to ${target?.origin ?? 'no address'}`);
}

function unavailable(url: string, reason: string): ExternalError {
  return fail('SNAPSHOT_UNAVAILABLE', url, reason);
}

function fail(
  code: 'SNAPSHOT_UNAVAILABLE' | 'SNAPSHOT_MALFORMED',
  url: string,
  reason: string,
): ExternalError {
  return new ExternalError(code, { subject: url, reason, system: new URL(url).host, operation: 'GET' });
}
