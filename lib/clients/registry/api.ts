import { ExternalError } from '../../base/errors/index.ts';
import { explainRefusal } from './failures.ts';
import type { RegistryCall } from './failures.ts';
import { guessScope } from './scope.ts';
import type { RetryPolicy, RetryPorts } from '../../base/retry.ts';
import type { Rest, RestRequest, RestResponse } from '../http/index.ts';

/** What the calls of one registry share. */
export interface RegistryApi {
  readonly registry: string;
  /** Sends with a token of the registry. */
  readonly rest: Rest;
  /** Sends without one: for where the registry redirects to. */
  readonly bare: Rest;
  readonly ports: RetryPorts;
  readonly policy: RetryPolicy;
}

/** One call: what is asked, in our words and on the wire. */
export type ApiCall = Omit<RestRequest, 'url'> & {
  readonly path: string;
  readonly operation: string;
  readonly subject: string;
};

/** Sends a call to the registry's own host. */
export function send(api: RegistryApi, call: ApiCall): Promise<RestResponse> {
  const { path, operation: _operation, subject: _subject, ...request } = call;
  return api.rest.send({ ...request, url: toUrl(api, path) });
}

/** The call as the errors name it. */
export function toCall(api: RegistryApi, call: ApiCall): RegistryCall {
  const { pathname } = new URL(toUrl(api, call.path));
  return {
    registry: api.registry,
    operation: call.operation,
    subject: call.subject,
    scope: guessScope(call.method, pathname),
  };
}

/** A refusal of a call as a coded error. */
export function refused(api: RegistryApi, call: ApiCall, response: RestResponse): Error {
  return explainRefusal(response, toCall(api, call));
}

// A path may be absolute already (upload sessions, next pages); another host would be sent this registry's token.
function toUrl(api: RegistryApi, path: string): string {
  const base = `https://${api.registry}`;
  const url = URL.canParse(path, base) ? new URL(path, base) : undefined;
  if (url?.protocol === 'https:' && url.host === api.registry) return url.href;
  throw new ExternalError('REGISTRY_MALFORMED', {
    system: 'Azure Container Registry',
    operation: 'follow an address',
    subject: api.registry,
    reason: url === undefined ? 'it gave an address that is no URL' : `it gave an address on "${url.host}"`,
  });
}
