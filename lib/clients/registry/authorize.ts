import type { HttpClient, PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';
import { UserError } from '../../base/errors/index.ts';
import { findChallenge } from './challenge.ts';
import { forbid } from './failures.ts';
import { describeScope, guessScope } from './scope.ts';
import { findGrantedActions } from './token-cache.ts';
import type { RegistryTokens } from './tokens.ts';

/**
 * The HTTP client under the registry's SDK and under our own calls alike. It answers each challenge once a scope and
 * keeps the tokens; above it nobody sees a 401. (The SDK's own handler exchanges anew for each client object and keeps
 * one access token for all scopes, so every change of repository or right would cost a challenge.)
 */
export function createAuthorizingClient(
  inner: HttpClient,
  tokens: RegistryTokens,
  registry: string,
): HttpClient {
  const scopes = new Map<string, Promise<string | undefined>>();
  const gate: Gate = { inner, tokens, registry };
  return {
    sendRequest: async (request) => {
      // A repeated request still carries the token of its last try.
      request.headers.delete('Authorization');
      const key = guessScope(request.method, new URL(request.url).pathname);
      const known = scopes.get(key);
      if (known !== undefined) return sendWith(gate, request, await known);
      const probe = inner.sendRequest(request);
      const learned = probe.then(readScope);
      scopes.set(key, learned);
      // What was not learned is asked again by the next request; this one throws by itself below.
      learned.catch(() => scopes.delete(key));
      const response = await probe;
      if (response.status !== 401) scopes.delete(key);
      return response.status === 401 ? sendWith(gate, request, await learned) : response;
    },
  };
}

interface Gate {
  readonly inner: HttpClient;
  readonly tokens: RegistryTokens;
  readonly registry: string;
}

function readScope(response: PipelineResponse): string | undefined {
  if (response.status !== 401) return undefined;
  drain(response);
  return findChallenge(response.headers.get('www-authenticate'))?.scope;
}

async function sendWith(
  gate: Gate,
  request: PipelineRequest,
  scope: string | undefined,
): Promise<PipelineResponse> {
  if (scope === undefined) return gate.inner.sendRequest(request);
  const first = await sendOnce(gate, request, scope);
  if (first.status !== 401) return first;
  drain(first);
  gate.tokens.forget(scope);
  const second = await sendOnce(gate, request, scope);
  if (second.status !== 401) return second;
  drain(second);
  throw await explainUnauthorized(gate, scope);
}

async function sendOnce(gate: Gate, request: PipelineRequest, scope: string): Promise<PipelineResponse> {
  request.headers.set('Authorization', `Bearer ${await gate.tokens.readAccessToken(scope)}`);
  return gate.inner.sendRequest(request);
}

// Azure does not document where a missing right shows; a token that lacks the asked action is one place.
async function explainUnauthorized(gate: Gate, scope: string): Promise<UserError> {
  const { repository, actions } = describeScope(scope);
  const granted = findGrantedActions(await gate.tokens.readAccessToken(scope), repository);
  const missing = granted === undefined ? [] : actions.filter((action) => !granted.includes(action));
  if (missing.length === 0) {
    return new UserError('REGISTRY_UNAUTHORIZED', {
      subject: gate.registry,
      reason: 'it refused a fresh token',
    });
  }
  const call = { registry: gate.registry, operation: missing.join(','), scope, subject: repository };
  return forbid(call, 'the token that it gave lacks the right');
}

// An answer that nobody reads would hold its connection.
function drain(response: PipelineResponse): void {
  response.readableStreamBody?.resume();
}
