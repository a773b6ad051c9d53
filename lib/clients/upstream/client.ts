import type { HttpClient } from '@azure/core-rest-pipeline';
import * as v from 'valibot';
import { CodedError } from '../../base/errors/index.ts';
import type { RetryPolicy, RetryPorts } from '../../base/retry.ts';
import { checkJson } from '../../base/schema.ts';
import { manifestMediaTypes } from '../../domain/artifact/index.ts';
import { isDigest } from '../../domain/image/index.ts';
import { createRest, readText } from '../http/index.ts';
import type { Rest, RestResponse } from '../http/index.ts';
import { buildTokenUrl, findTokenRealm } from './challenge.ts';
import type { TagAnswer, UpstreamClient, UpstreamTag } from './types.ts';

/** What the client is made of. */
export interface UpstreamOptions {
  readonly httpClient: HttpClient;
  readonly ports: RetryPorts;
  readonly policy?: RetryPolicy;
  /** How long one tag may take in all; a firewall that drops packets answers nothing. */
  readonly timeoutMs?: number;
}

// A runner on a private network may have no way to upstream, and the answer only informs.
const patience: RetryPolicy = { maxAttempts: 2, baseDelayMs: 300, maxDelayMs: 2000, deadlineMs: 8000 };
const defaultTimeoutMs = 10_000;

const maxHops = 5;
const maxTokenBytes = 64 * 1024;

// Every kind of manifest: a registry that is not offered the index answers one platform of it
// (https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#pulling-manifests).
const accept = manifestMediaTypes.join(', ');

const TokenBody = v.object({ token: v.optional(v.string()), access_token: v.optional(v.string()) });

/** Asks registries for the digest of a tag by HEAD, which Docker Hub does not count as a pull. */
export function createUpstreamClient(options: UpstreamOptions): UpstreamClient {
  const rest = createRest({ ...options, policy: options.policy ?? patience });
  const tokens = new Map<string, Promise<string | undefined>>();
  const silent = new Map<string, TagAnswer>();
  return {
    findTagDigest: async (tag, signal) => {
      const known = silent.get(tag.registry);
      if (known !== undefined) return known;
      const limit = AbortSignal.timeout(options.timeoutMs ?? defaultTimeoutMs);
      const call = {
        rest,
        tokens,
        tag,
        signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
      };
      try {
        return readAnswer(await head(call));
      } catch (error) {
        signal?.throwIfAborted();
        // A host that was not reached is not waited for again, tag after tag.
        const answer = { kind: 'unknown', reason: describeFailure(error, limit) } as const;
        silent.set(tag.registry, answer);
        return answer;
      }
    },
  };
}

interface Call {
  readonly rest: Rest;
  /** One token a repository, however many of its tags are asked for. */
  readonly tokens: Map<string, Promise<string | undefined>>;
  readonly tag: UpstreamTag;
  readonly signal: AbortSignal;
}

// https://docs.docker.com/reference/api/registry/latest/: the name of the host differs from that in references.
function toHost(registry: string): string {
  return registry === 'docker.io' ? 'registry-1.docker.io' : registry;
}

async function head(call: Call): Promise<RestResponse> {
  const { registry, repository, tag } = call.tag;
  const url = `https://${toHost(registry)}/v2/${repository}/manifests/${tag}`;
  const known = await call.tokens.get(`${registry}/${repository}`);
  const first = await follow(call, url, known);
  if (first.status !== 401 || known !== undefined) return first;
  const token = await readToken(call, first);
  return token === undefined ? first : follow(call, url, token);
}

// registry.k8s.io answers with the address of a mirror near by (https://github.com/kubernetes/registry.k8s.io).
async function follow(call: Call, url: string, token: string | undefined): Promise<RestResponse> {
  const origin = new URL(url).origin;
  let address = url;
  for (let hop = 0; ; hop += 1) {
    const isSameHost = new URL(address).origin === origin;
    const authorization = token === undefined || !isSameHost ? {} : { Authorization: `Bearer ${token}` };
    const response = await call.rest.send({
      method: 'HEAD',
      url: address,
      headers: { Accept: accept, ...authorization },
      signal: call.signal,
    });
    const next = findRedirect(response, address);
    if (next === undefined || hop === maxHops) return response;
    address = next;
  }
}

function findRedirect({ status, headers }: RestResponse, base: string): string | undefined {
  const location = headers.get('location');
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return undefined;
  const url = URL.canParse(location, base) ? new URL(location, base) : undefined;
  return url?.protocol === 'https:' ? url.href : undefined;
}

function readToken(call: Call, response: RestResponse): Promise<string | undefined> {
  const { registry, repository } = call.tag;
  const name = `${registry}/${repository}`;
  const running = call.tokens.get(name) ?? fetchToken(call, response);
  call.tokens.set(name, running);
  running.catch(() => call.tokens.delete(name));
  return running;
}

async function fetchToken(call: Call, challenged: RestResponse): Promise<string | undefined> {
  const realm = findTokenRealm(challenged.headers.get('www-authenticate'));
  if (realm === undefined) return undefined;
  const url = buildTokenUrl(realm, `repository:${call.tag.repository}:pull`);
  const response = await call.rest.send({ method: 'GET', url, maxBytes: maxTokenBytes, signal: call.signal });
  if (response.status !== 200) return undefined;
  const checked = checkJson(TokenBody, readText(response));
  return checked.ok ? (checked.value.token ?? checked.value.access_token) : undefined;
}

function readAnswer({ status, headers }: RestResponse): TagAnswer {
  if (status === 404) return { kind: 'absent' };
  if (status !== 200) return { kind: 'unknown', reason: `upstream answered HTTP ${status}` };
  const digest = headers.get('docker-content-digest');
  if (digest !== undefined && isDigest(digest)) return { kind: 'found', digest };
  return { kind: 'unknown', reason: 'upstream named no digest' };
}

function describeFailure(error: unknown, limit: AbortSignal): string {
  if (limit.aborted) return 'upstream did not answer in time';
  if (error instanceof CodedError) return `${error.code}: ${error.reason}`;
  throw error;
}
