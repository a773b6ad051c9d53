import { describe, expect, it } from '@jest/globals';
import { createStillClock, scriptHttp } from '../../../test/support/scripted-http.ts';
import type { ScriptedAnswer, ScriptedHttp, SeenRequest } from '../../../test/support/scripted-http.ts';
import { CodedError, ExternalError } from '../../base/errors/index.ts';
import { computeDigest } from '../../domain/image/index.ts';
import { createRegistryClient } from './index.ts';
import type { RegistryClient } from './index.ts';

const registry = 'live.azurecr.io';
const mediaType = 'application/vnd.oci.image.manifest.v1+json';
const manifest = Buffer.from('{"schemaVersion":2}');
const digest = computeDigest(manifest);
const other = computeDigest('other');

type Answer = (request: SeenRequest, index: number) => ScriptedAnswer | undefined;

interface Rig {
  readonly http: ScriptedHttp;
  readonly client: RegistryClient;
  readonly masked: readonly string[];
  readonly entra: () => number;
}

function jwt(claims: object): string {
  const payload = Buffer.from(
    JSON.stringify({ exp: Math.floor(Date.UTC(2026, 10, 21) / 1000) + 7200, ...claims }),
  );
  return `e30.${payload.toString('base64url')}.c2ln`;
}

/** A registry that challenges and hands out tokens; `answer` sees only what carries one. */
function createRig(answer: Answer, access: object = {}): Rig {
  let signIns = 0;
  const masked: string[] = [];
  const http = scriptHttp(
    (request, index) => challenge(request, access) ?? answer(request, index) ?? { status: 500 },
  );
  const client = createRegistryClient({
    registry,
    httpClient: http,
    credential: {
      getToken: async () => {
        signIns += 1;
        return { token: 'entra-secret', expiresOnTimestamp: Date.now() + 3_600_000 };
      },
    },
    ports: { clock: createStillClock(), random: () => 0 },
    mask: (secret) => void masked.push(secret),
  });
  return { http, client, masked, entra: () => signIns };
}

function challenge(request: SeenRequest, access: object): ScriptedAnswer | undefined {
  if (request.url.host !== registry) return undefined;
  if (request.url.pathname === '/oauth2/exchange')
    return { status: 200, body: { refresh_token: jwt({ kind: 'refresh' }) } };
  if (request.url.pathname === '/oauth2/token') return { status: 200, body: { access_token: jwt(access) } };
  return request.headers.get('authorization') === undefined ? unauthorized(request) : undefined;
}

function unauthorized(request: SeenRequest): ScriptedAnswer {
  const [, name = ''] =
    /^\/(?:v2|acr\/v1)\/(.+?)\/(?:manifests|blobs|referrers|_tags|_manifests)/.exec(
      decodeURIComponent(request.url.pathname),
    ) ?? [];
  const actions = request.url.pathname.startsWith('/acr/')
    ? 'metadata_read'
    : request.method === 'PUT'
      ? 'pull,push'
      : 'pull';
  const header = `Bearer realm="https://${registry}/oauth2/token",service="${registry}",scope="repository:${name}:${actions}"`;
  return {
    status: 401,
    headers: { 'www-authenticate': header },
    body: { errors: [{ code: 'UNAUTHORIZED', message: 'authentication required' }] },
  };
}

function refuse(status: number, code: string, message = ''): ScriptedAnswer {
  const headers = { 'content-type': 'application/json' };
  return { status, headers, body: { errors: [{ code, message, detail: null }] } };
}

function dropped(): ExternalError {
  return new ExternalError('NETWORK_INTERRUPTED', {
    system: 'h',
    operation: 'o',
    subject: 'h',
    reason: 'r',
    isRetryable: true,
  });
}

async function coded(work: Promise<unknown>): Promise<CodedError> {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (error instanceof CodedError) return error;
  throw new Error(`no coded error: ${String(error)}`);
}

async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

function count(http: ScriptedHttp, path: string): number {
  return http.requests.filter(({ url }) => url.pathname === path).length;
}

const found: ScriptedAnswer = {
  status: 200,
  headers: { 'docker-content-digest': digest, 'content-type': mediaType },
  body: manifest,
};

describe('authorization', () => {
  it('is challenged once a scope and exchanges once a registry, also for calls at the same time', async () => {
    const { http, client, masked, entra } = createRig(() => found);
    await Promise.all([1, 2, 3].map(() => client.findManifest('app', digest)));
    await client.findDigest('app', 'v1');
    expect(count(http, '/oauth2/exchange')).toBe(1);
    expect(count(http, '/oauth2/token')).toBe(1);
    expect(entra()).toBe(1);
    expect(
      http.requests.filter(
        ({ headers, url }) => url.pathname.startsWith('/v2/') && headers.get('authorization') === undefined,
      ),
    ).toHaveLength(1);
    await client.findManifest('second', digest);
    expect([count(http, '/oauth2/exchange'), count(http, '/oauth2/token')]).toEqual([1, 2]);
    expect(masked).toHaveLength(3);
  });

  it('asks for new tokens once when the registry refuses the kept ones', async () => {
    let refusals = 0;
    const { http, client } = createRig((request) => (refusals++ === 0 ? unauthorized(request) : found));
    expect(await client.findDigest('app', 'v1')).toBe(digest);
    expect(count(http, '/oauth2/exchange')).toBe(2);
  });

  it('gives up when fresh tokens are refused', async () => {
    const granted = { access: [{ type: 'repository', name: 'app', actions: ['pull'] }] };
    const { http, client } = createRig((request) => unauthorized(request), granted);
    expect((await coded(client.findDigest('app', 'v1'))).code).toBe('REGISTRY_UNAUTHORIZED');
    expect(count(http, '/oauth2/exchange')).toBe(2);
  });

  it.each<[string, Answer, object]>([
    ['a token without the action', (request) => unauthorized(request), { access: [] }],
    ['403', () => refuse(403, 'DENIED', 'requested access to the resource is denied'), {}],
  ])('names role and repository of a missing right: %s', async (_name, answer, access) => {
    const { client } = createRig(answer, access);
    const error = await coded(
      client.writeManifest('workload/app', { mediaType, bytes: manifest, tag: 'v1' }),
    );
    expect(error.code).toBe('REGISTRY_FORBIDDEN');
    expect(error.reason).toContain('"Container Registry Repository Writer"');
    expect(error.reason).toContain('"workload/app"');
  });

  it('takes a refused token request for a missing right', async () => {
    const rig = createRig(() => found);
    const http = scriptHttp((request, index) => {
      if (request.url.pathname === '/oauth2/token') return refuse(401, 'UNAUTHORIZED');
      return challenge(request, {}) ?? { status: 500, body: String(index) };
    });
    const ports = { clock: createStillClock(), random: () => 0 };
    const credential = {
      getToken: async () => ({ token: 'entra-secret', expiresOnTimestamp: Date.now() + 3_600_000 }),
    };
    const client = createRegistryClient({
      registry,
      httpClient: http,
      credential,
      ports,
      mask: () => undefined,
    });
    const error = await coded(client.findDigest('pr/app', 'v1'));
    expect([error.code, error.reason.includes('"Container Registry Repository Reader"')]).toEqual([
      'REGISTRY_FORBIDDEN',
      true,
    ]);
    expect(error.message).not.toContain('secret');
    expect(rig.http.requests).toHaveLength(0);
  });

  it('hands the refresh token out from the same exchange', async () => {
    const { http, client } = createRig(() => found);
    await client.findDigest('app', 'v1');
    expect(await client.readRefreshToken()).toBe(jwt({ kind: 'refresh' }));
    expect(count(http, '/oauth2/exchange')).toBe(1);
  });
});

describe('manifests', () => {
  it('hashes what it reads', async () => {
    const { client } = createRig(() => ({ ...found, body: 'tampered' }));
    expect((await coded(client.findManifest('app', digest))).code).toBe('REGISTRY_DIGEST_MISMATCH');
  });

  it('knows what is not there', async () => {
    const { client } = createRig(() => refuse(404, 'MANIFEST_UNKNOWN'));
    expect([await client.findManifest('app', digest), await client.findDigest('app', 'v1')]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('bounds a manifest', async () => {
    const { client } = createRig(() => ({ ...found, body: Buffer.alloc((4 << 20) + 1) }));
    expect((await coded(client.findManifest('app', digest))).code).toBe('NETWORK_REPLY_TOO_LARGE');
  });

  it('writes by tag once and by digest as often as it takes', async () => {
    const written: ScriptedAnswer = { status: 201, headers: { 'docker-content-digest': digest } };
    let puts = 0;
    const { client } = createRig(({ method }) => (method === 'PUT' && puts++ === 0 ? dropped() : written));
    expect(await client.writeManifest('app', { mediaType, bytes: manifest })).toBe(digest);
    expect(puts).toBe(2);
  });

  it('does not repeat a tag whose write arrived', async () => {
    const { http, client } = createRig(({ method }) => (method === 'PUT' ? dropped() : found));
    expect(await client.writeManifest('app', { mediaType, bytes: manifest, tag: 'v1' })).toBe(digest);
    expect(
      http.requests.filter(
        ({ method, headers }) => method === 'PUT' && headers.get('authorization') !== undefined,
      ),
    ).toHaveLength(1);
  });

  it('repeats a tag whose write did not arrive', async () => {
    let puts = 0;
    const { client } = createRig(({ method }) => {
      if (method !== 'PUT') return refuse(404, 'MANIFEST_UNKNOWN');
      puts += 1;
      return puts === 1 ? { status: 503 } : { status: 201, headers: { 'docker-content-digest': digest } };
    });
    expect(await client.writeManifest('app', { mediaType, bytes: manifest, tag: 'v1' })).toBe(digest);
    expect(puts).toBe(2);
  });

  it('does not write over what somebody else wrote meanwhile', async () => {
    const theirs = { status: 200, headers: { 'docker-content-digest': other } };
    const { http, client } = createRig(({ method }) => (method === 'PUT' ? dropped() : theirs));
    const error = await coded(client.writeManifest('app', { mediaType, bytes: manifest, tag: 'v1' }));
    expect(error.code).toBe('REGISTRY_OUTCOME_UNKNOWN');
    expect(
      http.requests.filter(
        ({ method, headers }) => method === 'PUT' && headers.get('authorization') !== undefined,
      ),
    ).toHaveLength(1);
  });

  it.each([405, 403, 409])(
    'knows a lock by the registry’s code, whatever the status (%d)',
    async (status) => {
      const { client } = createRig(() =>
        refuse(
          status,
          'REGISTRY_DISALLOWED_OPERATION',
          'The operation is disallowed on this registry, repository or image.',
        ),
      );
      expect((await coded(client.writeManifest('app', { mediaType, bytes: manifest, tag: 'v1' }))).code).toBe(
        'REGISTRY_LOCKED',
      );
    },
  );

  it('refuses a registry that says it wrote something else', async () => {
    const { client } = createRig(() => ({ status: 201, headers: { 'docker-content-digest': other } }));
    expect((await coded(client.writeManifest('app', { mediaType, bytes: manifest }))).code).toBe(
      'REGISTRY_DIGEST_MISMATCH',
    );
  });
});

describe('blobs', () => {
  it('follows a redirect without the token', async () => {
    const { http, client } = createRig(({ url }) => {
      if (url.host === 'data.example') return { status: 200, body: manifest };
      return { status: 307, headers: { location: 'https://data.example/blob?sig=x' } };
    });
    expect(Buffer.from((await client.findBlob('app', digest, 1000)) ?? []).toString()).toBe(
      manifest.toString(),
    );
    expect(http.requests.at(-1)?.headers.get('authorization')).toBeUndefined();
  });

  it.each(['http://data.example/x', 'https://['])('follows no redirect to %s', async (location) => {
    const { client } = createRig(() => ({ status: 307, headers: { location } }));
    expect((await coded(client.findBlob('app', digest, 1000))).code).toBe('REGISTRY_MALFORMED');
  });

  it.each(['https://elsewhere.example/upload', 'http://registry.example/upload', 'https://['])(
    'sends neither token nor bytes to an upload at %s',
    async (location) => {
      const { http, client } = createRig(({ method }) =>
        method === 'HEAD' ? { status: 404 } : { status: 202, headers: { location } },
      );
      expect((await coded(client.writeBlob('app', manifest))).code).toBe('REGISTRY_MALFORMED');
      expect(http.requests.some(({ method }) => method === 'PUT')).toBe(false);
    },
  );

  it('hashes and bounds what it reads', async () => {
    const { client } = createRig(() => ({ status: 200, body: 'tampered' }));
    expect((await coded(client.findBlob('app', digest, 1000))).code).toBe('REGISTRY_DIGEST_MISMATCH');
    expect((await coded(client.findBlob('app', digest, 3))).code).toBe('NETWORK_REPLY_TOO_LARGE');
  });

  it('uploads in one piece and opens a new session after a lost reply', async () => {
    let puts = 0;
    const { http, client } = createRig(({ method }) => {
      if (method === 'HEAD') return { status: 404 };
      if (method === 'POST')
        return { status: 202, headers: { location: `/v2/app/blobs/uploads/${puts}?_state=s` } };
      return puts++ === 0 ? dropped() : { status: 201 };
    });
    expect(await client.writeBlob('app', manifest)).toBe(digest);
    const uploads = http.requests.filter(
      ({ method, headers }) => method === 'PUT' && headers.get('authorization') !== undefined,
    );
    expect(uploads.map(({ url }) => url.pathname)).toEqual([
      '/v2/app/blobs/uploads/0',
      '/v2/app/blobs/uploads/1',
    ]);
    expect(uploads[0]?.url.searchParams.get('digest')).toBe(digest);
  });

  it('leaves a blob alone that is there', async () => {
    const { http, client } = createRig(() => ({ status: 200 }));
    await client.writeBlob('app', manifest);
    expect(http.requests.some(({ method }) => method === 'PUT')).toBe(false);
  });
});

describe('lists', () => {
  const entry = (artifactType: string): object => ({ mediaType, digest, size: 2, artifactType });

  it('reads all pages of referrers and filters by itself', async () => {
    const link = `</v2/app/referrers/${digest}?last=1>; rel="next"`;
    const { client } = createRig(({ url }) =>
      url.searchParams.has('last')
        ? { status: 200, body: { manifests: [entry('b'), entry('a')] } }
        : { status: 200, headers: { link }, body: { manifests: [entry('a')] } },
    );
    expect(await client.listReferrers('app', digest, 'a')).toHaveLength(2);
    expect(await client.listReferrers('app', digest)).toHaveLength(3);
  });

  it('reads all pages of tags', async () => {
    const changeableAttributes = {
      deleteEnabled: false,
      writeEnabled: false,
      readEnabled: true,
      listEnabled: true,
    };
    const times = { createdTime: '2026-11-21T09:00:00.1234567Z', lastUpdateTime: '2026-11-21T09:00:01Z' };
    const tag = (name: string): object => ({ name, digest, ...times, changeableAttributes });
    const link = '</acr/v1/app/_tags?last=a&n=100>; rel="next"';
    const { client } = createRig(({ url }) =>
      url.searchParams.has('last')
        ? { status: 200, body: { tags: [tag('b')] } }
        : { status: 200, headers: { link }, body: { tags: [tag('a')] } },
    );
    const tags = await collect(client.listTags('app'));
    expect(tags.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(tags[0]).toMatchObject({
      updatedAt: Date.UTC(2026, 10, 21, 9, 0, 1),
      attributes: { writeEnabled: false, readEnabled: true },
    });
  });

  it('takes no part of a list for all of it', async () => {
    const link = `</v2/app/referrers/${digest}?last=1>; rel="next"`;
    const { client } = createRig(({ url }) =>
      url.searchParams.has('last')
        ? refuse(404, 'NAME_UNKNOWN')
        : { status: 200, headers: { link }, body: { manifests: [entry('a')] } },
    );
    expect((await coded(client.listReferrers('app', digest))).code).toBe('REGISTRY_REFUSED');
  });

  it('has an empty list for what is not there', async () => {
    const { client } = createRig(() => refuse(404, 'NAME_UNKNOWN'));
    expect(await client.listReferrers('app', digest)).toEqual([]);
    expect(await collect(client.listTags('app'))).toEqual([]);
  });

  it('refuses a descriptor without a digest', async () => {
    const { client } = createRig(() => ({
      status: 200,
      body: { manifests: [{ mediaType, digest: 'x', size: 1 }] },
    }));
    expect((await coded(client.listReferrers('app', digest))).code).toBe('REGISTRY_MALFORMED');
  });
});

describe('properties', () => {
  const json = { 'content-type': 'application/json' };
  const changeableAttributes = {
    deleteEnabled: false,
    writeEnabled: true,
    readEnabled: true,
    listEnabled: true,
  };
  const times = { createdTime: '2026-11-21T09:00:00Z', lastUpdateTime: '2026-11-21T09:00:00Z' };

  it('reads a tag and a manifest through the SDK without an exchange of its own', async () => {
    const { http, client } = createRig(({ url }) => {
      const isTag = url.pathname.includes('_tags');
      const tag = { name: 'v1', digest, ...times, signed: false, changeableAttributes };
      const body = isTag ? { tag } : { manifest: { digest, tags: ['v1'], ...times, changeableAttributes } };
      return { status: 200, headers: json, body: { registry, imageName: 'workload/app', ...body } };
    });
    expect(await client.findTag('workload/app', 'v1')).toMatchObject({
      name: 'v1',
      digest,
      attributes: changeableAttributes,
    });
    expect(await client.findManifestProperties('workload/app', digest)).toEqual({
      digest,
      tags: ['v1'],
      attributes: changeableAttributes,
    });
    expect(count(http, '/oauth2/exchange')).toBe(1);
  });

  it('knows a tag that is not there', async () => {
    const { client } = createRig(() => refuse(404, 'TAG_UNKNOWN'));
    expect(await client.findTag('app', 'v1')).toBeUndefined();
  });

  it('names an answer that makes no sense', async () => {
    const { client } = createRig(() => ({ status: 200, headers: json, body: '<html>Sign in</html>' }));
    const locks = { writeEnabled: false };
    const expected = { code: 'REGISTRY_MALFORMED' };
    await expect(client.findTag('app', 'v1')).rejects.toMatchObject(expected);
    await expect(client.setTagAttributes('app', 'v1', locks)).rejects.toMatchObject(expected);
  });

  it('sets what is named and repeats the PATCH', async () => {
    let patches = 0;
    const { http, client } = createRig(({ method }) => {
      if (method === 'PATCH') patches += 1;
      return patches === 1 ? { status: 503 } : { status: 200, headers: json, body: { tag: {} } };
    });
    await client.setTagAttributes('app', 'v1', { writeEnabled: false, deleteEnabled: false });
    expect(JSON.parse(http.requests.at(-1)?.body ?? '')).toEqual({
      writeEnabled: false,
      deleteEnabled: false,
    });
    expect(patches).toBe(2);
  });

  it('names the role of a refused lock', async () => {
    const { client } = createRig(() => ({
      status: 403,
      headers: json,
      body: { errors: [{ code: 'DENIED', message: 'no' }] },
    }));
    const error = await coded(client.setManifestAttributes('workload/app', digest, { readEnabled: false }));
    expect([error.code, error.reason.includes('"Container Registry Repository Writer"')]).toEqual([
      'REGISTRY_FORBIDDEN',
      true,
    ]);
  });
});
