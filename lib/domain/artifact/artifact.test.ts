import { describe, expect, it } from '@jest/globals';
import { UserError } from '../../base/errors/index.ts';
import { computeDigest } from '../image/index.ts';
import { collectArtifact, listChildren, maxChildren, mediaTypes, parseManifest } from './index.ts';
import type { Manifest } from './index.ts';

async function codeOf(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    return error instanceof UserError ? error.code : `unexpected ${String(error)}`;
  }
  return 'no error';
}

function manifestOf(body: unknown, mediaType: string = mediaTypes.ociManifest): Manifest {
  const bytes = new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
  return { mediaType, bytes, digest: computeDigest(bytes) };
}

function image(label: string): Manifest {
  const blob = { mediaType: 'application/octet-stream', digest: computeDigest(label), size: label.length };
  return manifestOf({ schemaVersion: 2, mediaType: mediaTypes.ociManifest, config: blob, layers: [blob] });
}

function descriptorOf({ mediaType, digest, bytes }: Manifest): object {
  return { mediaType, digest, size: bytes.length, platform: { os: 'linux', architecture: 'amd64' } };
}

function indexOf(children: readonly Manifest[], mediaType: string = mediaTypes.ociIndex): Manifest {
  return manifestOf({ schemaVersion: 2, mediaType, manifests: children.map(descriptorOf) }, mediaType);
}

function findIn(manifests: readonly Manifest[]) {
  return (digest: string) => Promise.resolve(manifests.find((manifest) => manifest.digest === digest));
}

describe('parseManifest', () => {
  it('reads an image and an index of both families', () => {
    expect(parseManifest(image('a')).kind).toBe('image');
    expect(parseManifest(indexOf([image('a')])).kind).toBe('index');
    expect(parseManifest(indexOf([image('a')], mediaTypes.dockerList)).kind).toBe('index');
  });

  const blob = { mediaType: 'x', digest: computeDigest('x'), size: 1 };
  const valid = { schemaVersion: 2, config: blob, layers: [] };
  it.each([
    ['text that is no JSON', '{'],
    ['another schema version', { ...valid, schemaVersion: 1 }],
    ['no config', { schemaVersion: 2, layers: [] }],
    ['a negative size', { ...valid, config: { ...blob, size: -1 } }],
    ['a broken digest', { ...valid, config: { ...blob, digest: 'sha256:ab' } }],
    ['another media type of its own', { ...valid, mediaType: mediaTypes.ociIndex }],
    ['an index inside an image', { ...valid, manifests: [] }],
  ])('refuses %s', async (_, body) => {
    expect(await codeOf(() => parseManifest(manifestOf(body)))).toBe('IMAGE_MANIFEST_MALFORMED');
  });

  it('refuses what is too large, no UTF-8, or of another kind', async () => {
    const large = manifestOf(`${JSON.stringify(valid)}${' '.repeat(4 * 1024 * 1024)}`);
    expect(await codeOf(() => parseManifest(large))).toBe('IMAGE_MANIFEST_MALFORMED');
    const binary = { ...manifestOf(valid), bytes: Uint8Array.of(0xff, 0xfe) };
    expect(await codeOf(() => parseManifest(binary))).toBe('IMAGE_MANIFEST_MALFORMED');
    const old = manifestOf(valid, 'application/vnd.docker.distribution.manifest.v1+prettyjws');
    expect(await codeOf(() => parseManifest(old))).toBe('IMAGE_MANIFEST_UNSUPPORTED');
  });
});

describe('listChildren', () => {
  it('names the platforms of an index and nothing of an image', () => {
    const child = image('a');
    expect(listChildren(indexOf([child])).map(({ digest }) => digest)).toEqual([child.digest]);
    expect(listChildren(child)).toEqual([]);
  });
});

describe('collectArtifact', () => {
  it('flattens nested indexes in order and reads a manifest named twice once', async () => {
    const [a, b] = [image('a'), image('b')];
    const nested = indexOf([b, a]);
    const root = indexOf([a, nested]);
    const artifact = await collectArtifact(root, findIn([a, b, nested]));
    expect(artifact.children.map(({ digest }) => digest)).toEqual([a.digest, nested.digest, b.digest]);
  });

  it('refuses an index with a missing child', async () => {
    const root = indexOf([image('a'), image('b')]);
    expect(await codeOf(() => collectArtifact(root, findIn([image('a')])))).toBe('IMAGE_CHILD_MISSING');
  });

  it.each([
    ['other bytes', (child: Manifest) => ({ ...child, bytes: image('b').bytes })],
    ['another digest', (child: Manifest) => ({ ...image('b'), mediaType: child.mediaType })],
    ['another media type', (child: Manifest) => ({ ...child, mediaType: mediaTypes.dockerManifest })],
  ])('refuses a child with %s', async (_, damage) => {
    const child = image('a');
    const find = () => Promise.resolve(damage(child));
    expect(await codeOf(() => collectArtifact(indexOf([child]), find))).toBe('IMAGE_CHILD_MISMATCH');
  });

  it('bounds the number of manifests and the depth', async () => {
    const many = Array.from({ length: maxChildren + 1 }, (_, at) => image(`image ${at}`));
    expect(await codeOf(() => collectArtifact(indexOf(many), findIn(many)))).toBe('IMAGE_INDEX_TOO_LARGE');
    expect(await codeOf(() => collectArtifact(indexOf(many.slice(1)), findIn(many)))).toBe('no error');
    const chain = [image('a')];
    for (let depth = 0; depth < 4; depth += 1) chain.unshift(indexOf(chain.slice(0, 1)));
    const [root = image('a')] = chain;
    expect(await codeOf(() => collectArtifact(root, findIn(chain)))).toBe('IMAGE_INDEX_TOO_LARGE');
  });

  it('refuses a child that is no manifest', async () => {
    const foreign = { ...image('a'), mediaType: 'application/json' };
    expect(await codeOf(() => collectArtifact(indexOf([foreign]), findIn([foreign])))).toBe(
      'IMAGE_MANIFEST_UNSUPPORTED',
    );
  });
});
