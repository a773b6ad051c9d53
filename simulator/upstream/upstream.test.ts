import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { gunzipSync } from 'node:zlib';
import { extract } from 'tar-stream';
import { openBench } from '../azure/registry/testing/bench.ts';
import type { Bench } from '../azure/registry/testing/bench.ts';
import { catalogue, listUpstreamImages, seedUpstream } from './index.ts';
import { buildLayout } from './layout/image.ts';

let bench: Bench;

beforeEach(async () => {
  bench = await openBench();
  await seedUpstream(bench.world, bench.registries);
});

afterEach(() => bench.close());

async function readLayer(layer: Buffer): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const unpack = extract();
  unpack.end(gunzipSync(layer));
  for await (const entry of unpack) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    files.set(entry.header.name, Buffer.concat(chunks).toString());
  }
  return files;
}

describe('catalogue', () => {
  it('has fixed digests', () => {
    const node = listUpstreamImages().find(
      ({ reference }) => reference === 'docker.io/library/node:24-bookworm-slim',
    );
    expect(node?.digest).toBe('sha256:3dcfb1df483c81e356aded040f4493a119474fd65f5d0b1fde3d96cc87052143');
  });

  it.each(catalogue.map((spec) => [spec.repository, spec] as const))(
    '%s has a system and packages that scanners read',
    async (_, spec) => {
      const { blobs } = buildLayout(spec);
      const layers = await Promise.all(blobs.filter((blob) => blob[0] === 0x1f).map(readLayer));
      const paths = layers.flatMap((files) => [...files.keys()]);
      expect(paths).toContain('etc/os-release');
      expect(
        paths.filter((path) => /^(var\/lib\/dpkg\/status|lib\/apk\/db\/installed)/.test(path)).length,
      ).toBeGreaterThan(0);
    },
  );

  it('writes a dpkg status that names package, architecture and source', async () => {
    const [node] = catalogue;
    const { blobs } = buildLayout(node ?? catalogue[0] ?? fail());
    const layers = await Promise.all(blobs.filter((blob) => blob[0] === 0x1f).map(readLayer));
    const status = layers[0]?.get('var/lib/dpkg/status') ?? '';
    const fields = status
      .split('\n\n')
      .find((block) => block.startsWith('Package: libc6\n'))
      ?.split('\n');
    expect(fields).toEqual(
      expect.arrayContaining(['Status: install ok installed', 'Architecture: amd64', 'Source: glibc']),
    );
    expect(layers[3]?.get('var/lib/dpkg/status')).toContain('Architecture: arm64');
  });
});

describe('Docker Hub', () => {
  const url = 'https://registry-1.docker.io/v2/library/busybox/manifests/1.37.0';

  async function login(): Promise<Record<string, string>> {
    const refused = await bench.send(url);
    expect(refused.headers.get('www-authenticate')).toBe(
      'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:library/busybox:pull"',
    );
    const response = await bench.send(
      'https://auth.docker.io/token?service=registry.docker.io&scope=repository:library/busybox:pull',
    );
    const { token } = (await response.json()) as { token: string };
    return { authorization: `Bearer ${token}` };
  }

  it('gives anybody a token for pulling and counts manifests by GET', async () => {
    const headers = await login();
    const head = await bench.send(url, { method: 'HEAD', headers });
    expect([head.status, head.headers.get('ratelimit-remaining')]).toEqual([200, '100;w=21600']);
    const got = await bench.send(url, { headers });
    expect([got.status, got.headers.get('ratelimit-limit'), got.headers.get('ratelimit-remaining')]).toEqual([
      200,
      '100;w=21600',
      '99;w=21600',
    ]);
  });

  it('answers 429 at the limit, until six hours have passed', async () => {
    bench.registries.hub.setLimit(1);
    const headers = await login();
    await bench.send(url, { headers });
    const limited = await bench.send(url, { headers });
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '3600']);
    bench.world.clock.advance(6 * 60 * 60 * 1000);
    expect((await bench.send(url, { headers: await login() })).status).toBe(200);
  });
});

describe('other hosts', () => {
  it.each([
    ['mcr.microsoft.com/v2/hello-world/manifests/latest', 200],
    ['registry.k8s.io/v2/ingress-nginx/controller/manifests/v1.15.1', 200],
    ['ghcr.io/v2/kubereboot/kured/manifests/1.23.0', 401],
  ])('%s answers %i without a login', async (path, status) => {
    expect((await bench.send(`https://${path}`)).status).toBe(status);
  });

  it('takes no pushes', async () => {
    const response = await bench.send('https://mcr.microsoft.com/v2/hello-world/blobs/uploads/', {
      method: 'POST',
    });
    expect(response.status).toBe(404);
  });
});

function fail(): never {
  throw new Error('empty catalogue');
}
