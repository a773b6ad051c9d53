import { describe, expect, it } from '@jest/globals';
import { createStillClock, scriptHttp } from '../../../test/support/scripted-http.ts';
import type { ScriptedAnswer, ScriptedHttp, SeenRequest } from '../../../test/support/scripted-http.ts';
import { CodedError, ExternalError } from '../../base/errors/index.ts';
import { parseDigest, parseRegistryId } from '../../domain/image/index.ts';
import { createRegistryManagementClient } from './index.ts';
import type { ImportRequest, RegistryManagementClient } from './index.ts';

const group =
  '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries';
const id = `${group}/lazaretlive`;
const digest = parseDigest(`sha256:${'a'.repeat(64)}`);
const promotion: ImportRequest = {
  source: { kind: 'registry', resourceId: `${group}/lazaretquarantine`, repository: 'workload/app', digest },
  repository: 'workload/app',
  tags: [],
};
const upstream: ImportRequest = {
  source: {
    kind: 'upstream',
    host: 'docker.io',
    repository: 'library/node',
    digest,
    credentials: { username: 'u', password: 'hub-secret' },
  },
  repository: 'upstream/docker.io/library/node',
  tags: ['24'],
};
const operation =
  'https://management.azure.com/subscriptions/s/providers/Microsoft.ContainerRegistry/locations/EASTUS2/operationResults/registries-1?api-version=2025-11-01';
const accepted = {
  status: 202,
  headers: { Location: operation, 'content-type': 'application/json' },
  body: 'null',
};

function createRig(answer: (request: SeenRequest, index: number) => ScriptedAnswer): {
  http: ScriptedHttp;
  arm: RegistryManagementClient;
} {
  const http = scriptHttp(answer);
  const credential = {
    getToken: async () => ({ token: 'access-secret', expiresOnTimestamp: Date.now() + 3_600_000 }),
  };
  const ports = { clock: createStillClock(), random: () => 0 };
  return {
    http,
    arm: createRegistryManagementClient(parseRegistryId(id), { httpClient: http, credential, ports }),
  };
}

async function codedError(work: Promise<unknown>): Promise<CodedError> {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (error instanceof CodedError) return error;
  throw new Error(`no coded error: ${String(error)}`);
}

function refuse(status: number, code: string, message: string): ScriptedAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: { error: { code, message } } };
}

function dropped(code: 'NETWORK_INTERRUPTED' | 'NETWORK_PROXY_REFUSED'): ExternalError {
  return new ExternalError(code, {
    system: 'h',
    operation: 'o',
    subject: 'management.azure.com',
    reason: 'r',
    isRetryable: code === 'NETWORK_INTERRUPTED',
  });
}

function posts(http: ScriptedHttp): number {
  return http.requests.filter(({ method }) => method === 'POST').length;
}

describe('readAccount', () => {
  const account = {
    id,
    name: 'lazaretlive',
    type: 'Microsoft.ContainerRegistry/registries',
    location: 'eastus2',
    sku: { name: 'Premium', tier: 'Premium' },
    properties: {
      loginServer: 'lazaretlive-abc.azurecr.io',
      roleAssignmentMode: 'AbacRepositoryPermissions',
    },
  };
  const json = { 'content-type': 'application/json' };

  it('reads login server and mode, and repeats a read', async () => {
    const { http, arm } = createRig((_seen, index) =>
      index === 0 ? { status: 503 } : { status: 200, headers: json, body: account },
    );
    expect(await arm.readAccount()).toEqual({ id, name: 'lazaretlive', ...account.properties });
    expect(http.requests).toHaveLength(2);
    expect(http.requests[1]?.url.href).toBe(`https://management.azure.com${id}?api-version=2025-11-01`);
  });

  it.each([
    ['ARM_REGISTRY_NOT_FOUND', refuse(404, 'ResourceNotFound', 'not found')],
    ['ARM_FORBIDDEN', refuse(403, 'AuthorizationFailed', 'The client does not have authorization')],
    ['ARM_UNAUTHORIZED', refuse(401, 'InvalidAuthenticationTokenTenant', 'wrong tenant')],
    ['ARM_MALFORMED', { status: 200, headers: json, body: { ...account, properties: {} } }],
    ['ARM_MALFORMED', { status: 200, headers: json, body: { ...account, sku: undefined } }],
    ['ARM_MALFORMED', { status: 200, headers: json, body: '<html>Sign in</html>' }],
    ['NETWORK_PROXY_REFUSED', dropped('NETWORK_PROXY_REFUSED')],
  ])('throws %s', async (code, answer) => {
    expect((await codedError(createRig(() => answer).arm.readAccount())).code).toBe(code);
  });
});

describe('importImage', () => {
  it('asks once by digest, in mode NoForce, and follows the operation', async () => {
    const { http, arm } = createRig(({ method }) => (method === 'POST' ? accepted : { status: 200 }));
    await arm.importImage(promotion);
    expect(http.requests.map(({ method }) => method)).toEqual(['POST', 'GET']);
    expect(JSON.parse(http.requests[0]?.body ?? '')).toEqual({
      source: { resourceId: `${group}/lazaretquarantine`, sourceImage: `workload/app@${digest}` },
      untaggedTargetRepositories: ['workload/app'],
      mode: 'NoForce',
    });
  });

  it('names upstream, credentials and tags', async () => {
    const { http, arm } = createRig(({ method }) => (method === 'POST' ? accepted : { status: 200 }));
    await arm.importImage(upstream);
    expect(JSON.parse(http.requests[0]?.body ?? '')).toEqual({
      source: {
        registryUri: 'docker.io',
        sourceImage: `library/node@${digest}`,
        credentials: { username: 'u', password: 'hub-secret' },
      },
      targetTags: ['upstream/docker.io/library/node:24'],
      mode: 'NoForce',
    });
  });

  it.each<[string, ScriptedAnswer, string]>([
    ['a dropped reply', dropped('NETWORK_INTERRUPTED'), 'IMPORT_OUTCOME_UNKNOWN'],
    ['a server error', { status: 500 }, 'IMPORT_OUTCOME_UNKNOWN'],
    ['503', { status: 503 }, 'IMPORT_OUTCOME_UNKNOWN'],
    ['429', { status: 429 }, 'ARM_UNAVAILABLE'],
    ['a refused proxy', dropped('NETWORK_PROXY_REFUSED'), 'NETWORK_PROXY_REFUSED'],
    ['a missing role', refuse(403, 'AuthorizationFailed', 'no'), 'ARM_FORBIDDEN'],
  ])('never repeats the POST after %s', async (_name, answer, code) => {
    const { http, arm } = createRig(() => answer);
    expect((await codedError(arm.importImage(promotion))).code).toBe(code);
    expect(posts(http)).toBe(1);
  });

  it('repeats polls, but not the POST', async () => {
    const polls: ScriptedAnswer[] = [dropped('NETWORK_INTERRUPTED'), { status: 503 }, { status: 200 }];
    const { http, arm } = createRig(({ method }, index) =>
      method === 'POST' ? accepted : (polls[index - 1] ?? { status: 500 }),
    );
    await arm.importImage(promotion);
    expect([posts(http), http.requests.length]).toEqual([1, 4]);
  });

  it('names the role that an import needs', async () => {
    const { arm } = createRig(() => refuse(403, 'LinkedAuthorizationFailed', 'linked scope x'));
    const { reason } = await codedError(arm.importImage(promotion));
    expect(reason).toContain('"Container Registry Data Importer and Data Reader"');
    expect(reason).toContain('linked scope');
  });

  it.each([
    ['Tag workload/app:1 already exists in target registry.', 'IMPORT_TAG_EXISTS'],
    ['Access to lazaretquarantine.azurecr.io denied.', 'IMPORT_SOURCE_DENIED'],
    ['Invalid message 429 Too Many Requests (HAP429)', 'IMPORT_UPSTREAM_THROTTLED'],
    ['Image has 51 manifests, more than 50', 'IMAGE_INDEX_TOO_LARGE'],
    ['manifest unknown', 'IMPORT_SOURCE_NOT_FOUND'],
    ['The remote server may not be RFC 7233 compliant', 'IMPORT_FAILED'],
  ])('reads the failure on the poll: %s', async (message, code) => {
    const { arm } = createRig(({ method }) =>
      method === 'POST' ? accepted : refuse(400, 'BadRequest', message),
    );
    expect((await codedError(arm.importImage(promotion))).code).toBe(code);
  });

  it('does not repeat credentials that Azure quotes', async () => {
    const { arm } = createRig(({ method }) =>
      method === 'POST' ? accepted : refuse(400, 'BadRequest', 'user u hub-secret refused'),
    );
    expect((await codedError(arm.importImage(upstream))).message).not.toContain('hub-secret');
  });

  it('does not know the outcome when the operation cannot be followed', async () => {
    const { arm } = createRig(({ method }) => (method === 'POST' ? accepted : { status: 404 }));
    expect((await codedError(arm.importImage(promotion))).code).toBe('IMPORT_OUTCOME_UNKNOWN');
  });

  it('ends with the reason of the signal', async () => {
    const controller = new AbortController();
    const { arm } = createRig(({ method }) => {
      if (method === 'GET') controller.abort(new Error('SIGTERM'));
      return method === 'POST' ? accepted : { status: 202, headers: { Location: operation } };
    });
    await expect(arm.importImage(promotion, controller.signal)).rejects.toThrow('SIGTERM');
  });
});
