import { describe, expect, it } from '@jest/globals';
import { createStillClock, scriptHttp } from '../../../test/support/scripted-http.ts';
import type { ScriptedAnswer, SeenRequest } from '../../../test/support/scripted-http.ts';
import { createUpstreamClient } from './client.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const found = { status: 200, headers: { 'Docker-Content-Digest': digest } };
const busybox = { registry: 'docker.io', repository: 'library/busybox', tag: '1.37.0' };

function open(answer: (request: SeenRequest, index: number) => ScriptedAnswer, timeoutMs = 1000) {
  const http = scriptHttp(answer);
  const ports = { clock: createStillClock(), random: () => 0 };
  return { http, client: createUpstreamClient({ httpClient: http, ports, timeoutMs }) };
}

function challenge(realm: string): ScriptedAnswer {
  return {
    status: 401,
    headers: { 'WWW-Authenticate': `Bearer realm="${realm}",service="registry.docker.io"` },
  };
}

describe('findTagDigest', () => {
  it('asks by HEAD, at Docker Hub under its own host, for every kind of manifest', async () => {
    const { http, client } = open(() => found);
    expect(await client.findTagDigest(busybox)).toEqual({ kind: 'found', digest });
    const [request] = http.requests;
    expect([request?.method, request?.url.href]).toEqual([
      'HEAD',
      'https://registry-1.docker.io/v2/library/busybox/manifests/1.37.0',
    ]);
    expect(request?.headers.get('accept')).toContain('application/vnd.oci.image.index.v1+json');
    expect(request?.headers.get('authorization')).toBeUndefined();
  });

  it('gets an anonymous token where the registry wants one, once a repository', async () => {
    const { http, client } = open(({ url, headers }) => {
      if (url.host === 'auth.docker.io') return { status: 200, body: { token: 'anonymous' } };
      return headers.get('authorization') === 'Bearer anonymous'
        ? found
        : challenge('https://auth.docker.io/token');
    });
    expect(await client.findTagDigest(busybox)).toEqual({ kind: 'found', digest });
    expect(await client.findTagDigest({ ...busybox, tag: 'other' })).toEqual({ kind: 'found', digest });
    const tokens = http.requests.filter(({ url }) => url.host === 'auth.docker.io');
    expect(tokens.map(({ url }) => url.search)).toEqual([
      '?service=registry.docker.io&scope=repository%3Alibrary%2Fbusybox%3Apull',
    ]);
  });

  it('follows a redirect and takes no token along', async () => {
    const { http, client } = open(({ url, headers }) => {
      if (url.pathname === '/token') return { status: 200, body: { access_token: 'anonymous' } };
      if (url.host === 'mirror.example') return found;
      if (headers.get('authorization') === undefined) return challenge('https://registry.k8s.io/token');
      return { status: 307, headers: { Location: 'https://mirror.example/v2/pause/manifests/3' } };
    });
    const tag = { registry: 'registry.k8s.io', repository: 'pause', tag: '3' };
    expect(await client.findTagDigest(tag)).toEqual({ kind: 'found', digest });
    expect(http.requests.at(-1)?.headers.get('authorization')).toBeUndefined();
  });

  it.each([
    ['a tag that is gone', { status: 404 }, { kind: 'absent' }],
    ['a refusal', { status: 403 }, { kind: 'unknown', reason: 'upstream answered HTTP 403' }],
    ['throttling', { status: 429 }, { kind: 'unknown', reason: 'upstream answered HTTP 429' }],
    ['an answer without digest', { status: 200 }, { kind: 'unknown', reason: 'upstream named no digest' }],
    [
      'a realm that is no https address',
      challenge('http://auth.example/token'),
      { kind: 'unknown', reason: 'upstream answered HTTP 401' },
    ],
    [
      'a redirect off https',
      { status: 302, headers: { Location: 'http://x/' } },
      { kind: 'unknown', reason: 'upstream answered HTTP 302' },
    ],
  ] as const)('says what it knows after %s', async (_, answer, expected) => {
    expect(await open(() => answer).client.findTagDigest(busybox)).toEqual(expected);
  });

  it('follows no redirects for ever', async () => {
    const { http, client } = open(() => ({ status: 302, headers: { Location: '/v2/' } }));
    expect((await client.findTagDigest(busybox)).kind).toBe('unknown');
    expect(http.requests.length).toBeLessThan(10);
  });

  it('asks a host that was not reached once', async () => {
    const failure = Object.assign(new Error('no'), { code: 'ECONNREFUSED' });
    const { http, client } = open(() => failure);
    const unreachable = await client.findTagDigest(busybox).catch((error: unknown) => error);
    // The scripted host throws what Node throws; the real client turns it into a coded error.
    expect(unreachable).toBe(failure);
    expect(http.requests).toHaveLength(1);
  });

  it('throws the reason of the signal alone', async () => {
    const controller = new AbortController();
    const { client } = open(() => {
      controller.abort(new Error('SIGINT'));
      return Object.assign(new Error('aborted'), { name: 'AbortError' });
    });
    await expect(client.findTagDigest(busybox, controller.signal)).rejects.toThrow('SIGINT');
  });
});
