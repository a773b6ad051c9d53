import type { TokenCredential } from '@azure/core-auth';
import type { HttpClient } from '@azure/core-rest-pipeline';
import { isSafeMethod } from '../../base/retry.ts';
import type { RetryPolicy, RetryPorts } from '../../base/retry.ts';
import { createRest, createRetryingClient, defaultRetryPolicy } from '../http/index.ts';
import type { RegistryApi } from './api.ts';
import { createAuthorizingClient } from './authorize.ts';
import { findBlob, streamBlob, writeBlob } from './blobs.ts';
import { listReferrers, listTags } from './lists.ts';
import { findDigest, findManifest, writeManifest } from './manifests.ts';
import { createPropertiesApi } from './properties.ts';
import { createRegistryTokens } from './tokens.ts';
import type { RegistryClient } from './types.ts';

/** What the client of one registry is made of. */
export interface RegistryOptions {
  /** The login server, as ARM answered it. */
  readonly registry: string;
  readonly httpClient: HttpClient;
  readonly credential: TokenCredential;
  readonly ports: RetryPorts;
  readonly policy?: RetryPolicy;
  readonly mask: (secret: string) => void;
}

/** A login is given out only with this much left: the build that uses it may wait in a queue. */
const loginMarginMs = 90 * 60_000;

/**
 * The data plane of one registry. Manifests, blobs, referrers and tag lists are REST of our own, because
 * `@azure/container-registry` has no referrers, no list of all tags and uploads blobs in chunks it cannot repeat;
 * single tags and manifests with their locks are the SDK's. Both go through one authorizing client.
 */
export function createRegistryClient(options: RegistryOptions): RegistryClient {
  const { registry, ports, policy = defaultRetryPolicy } = options;
  const bare = createRest({ httpClient: options.httpClient, ports, policy });
  const tokens = createRegistryTokens({ ...options, rest: bare, clock: ports.clock });
  const authorized = createAuthorizingClient(options.httpClient, tokens, registry);
  const api: RegistryApi = {
    registry,
    rest: createRest({ httpClient: authorized, ports, policy }),
    bare,
    ports,
    policy,
  };
  const properties = createPropertiesApi(
    registry,
    createRetryingClient(authorized, ports, policy, isSafeOrPatch),
  );
  return {
    registry,
    findDigest: (repository, tag) => findDigest(api, repository, tag),
    findManifest: (repository, digest) => findManifest(api, repository, digest),
    writeManifest: (repository, upload) => writeManifest(api, repository, upload),
    findBlob: (repository, digest, maxBytes) => findBlob(api, repository, digest, maxBytes),
    streamBlob: (repository, digest, { maxBytes, sink }) =>
      streamBlob(api, repository, { digest, maxBytes }, sink),
    writeBlob: (repository, bytes) => writeBlob(api, repository, bytes),
    listReferrers: (repository, subject, artifactType) =>
      listReferrers(api, repository, subject, artifactType),
    listTags: (repository) => listTags(api, repository),
    findTag: properties.findTag,
    findManifestProperties: properties.findManifest,
    setTagAttributes: properties.setTag,
    setManifestAttributes: properties.setManifest,
    readRefreshToken: () => tokens.readRefreshToken(loginMarginMs),
  };
}

// A PATCH of attributes sets values, it does not add to them.
function isSafeOrPatch(method: string): boolean {
  return isSafeMethod(method) || method === 'PATCH';
}
