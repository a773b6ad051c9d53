import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { UserError } from '../../base/errors/index.ts';
import {
  formatImageReference,
  isAzureRegistry,
  isPinned,
  parseDigest,
  parseImageReference,
  parsePinnedImage,
  parseRegistryId,
  parseRepository,
  parseTag,
  pinImage,
} from './index.ts';
import type { ImageReference } from './index.ts';

const digest = parseDigest(`sha256:${'0123456789abcdef'.repeat(4)}`);
const shorthand = { isDockerShorthandAllowed: true };

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return error instanceof UserError ? error.code : `unexpected ${String(error)}`;
  }
  return 'no error';
}

describe('parseImageReference', () => {
  it.each([
    [
      'a registry and a repository',
      'lazaretlive.azurecr.io/workload/chain-api',
      'lazaretlive.azurecr.io',
      'workload/chain-api',
    ],
    ['a port', 'registry.example:5000/a', 'registry.example:5000', 'a'],
    ['localhost without a dot', 'localhost/a/b', 'localhost', 'a/b'],
    ['an IPv6 address', '[::1]:5000/a', '[::1]:5000', 'a'],
    ['a sovereign suffix', 'contoso.azurecr.us/a', 'contoso.azurecr.us', 'a'],
    ['an upper-case host, which DNS reads without case', 'Contoso.AzureCR.io/a', 'contoso.azurecr.io', 'a'],
    ['all separators', 'a.b/a.b/a_b/a__b/a-b/a---b', 'a.b', 'a.b/a_b/a__b/a-b/a---b'],
  ])('reads %s', (_, text, registry, repository) => {
    expect(parseImageReference(text)).toEqual({ registry, repository });
  });

  it('reads tag and digest when both are given', () => {
    expect(parseImageReference(`h.io:1/r:t@${digest}`)).toEqual({
      registry: 'h.io:1',
      repository: 'r',
      tag: 't',
      digest,
    });
  });

  it.each([
    ['nginx', 'docker.io', 'library/nginx'],
    ['nginx:1.27', 'docker.io', 'library/nginx'],
    ['docker.io/nginx', 'docker.io', 'library/nginx'],
    ['index.docker.io/bitnami/nginx', 'docker.io', 'bitnami/nginx'],
    ['bitnami/nginx', 'docker.io', 'bitnami/nginx'],
    ['quay.io/nginx', 'quay.io', 'nginx'],
  ])('reads the shorthand %s only when asked', (text, registry, repository) => {
    expect(parseImageReference(text, shorthand)).toMatchObject({ registry, repository });
    const strict = text.includes('.io/') ? 'no error' : 'IMAGE_REFERENCE_INVALID';
    expect(codeOf(() => parseImageReference(text))).toBe(strict);
  });

  it.each([
    ['nothing', ''],
    ['an upper-case repository', 'a.io/Nginx'],
    ['an upper-case path component', 'a.io/team/Nginx'],
    ['a path traversal', 'a.io/../../etc'],
    ['a traversal in the middle', 'a.io/a/../b'],
    ['an empty component', 'a.io//b'],
    ['a trailing slash', 'a.io/b/'],
    ['a URL', 'https://a.io/b'],
    ['an empty tag', 'a.io/b:'],
    ['a tag with a leading dot', 'a.io/b:.t'],
    ['a tag with a slash', 'a.io/b:t/u'],
    ['a port out of range', 'a.io:65536/b'],
    ['an empty port', 'a.io:/b'],
    ['three underscores', 'a.io/a___b'],
    ['a line break', 'a.io/b\n'],
    ['a space', ' a.io/b'],
    ['an encoded slash', 'a.io/a%2fb'],
    ['a host with a leading hyphen', '-a.io/b'],
  ])('refuses %s', (_, text) => {
    expect(codeOf(() => parseImageReference(text))).toBe('IMAGE_REFERENCE_INVALID');
  });

  it.each([
    ['a cut digest', `sha256:${'a'.repeat(63)}`],
    ['an upper-case digest', `sha256:${'A'.repeat(64)}`],
    ['an unknown algorithm', `md5:${'a'.repeat(32)}`],
    ['no digest after the at sign', ''],
    ['a second at sign', `${digest}@${digest}`],
  ])('refuses %s', (_, text) => {
    expect(codeOf(() => parseImageReference(`a.io/b@${text}`))).toBe('IMAGE_DIGEST_INVALID');
  });

  it('holds the limits of the specification', () => {
    const repository = 'a'.repeat(255 - 'a.io/'.length);
    expect(parseImageReference(`a.io/${repository}`).repository).toBe(repository);
    expect(codeOf(() => parseImageReference(`a.io/${repository}a`))).toBe('IMAGE_REFERENCE_INVALID');
    expect(parseImageReference(`a.io/b:${'t'.repeat(128)}`).tag).toHaveLength(128);
    expect(codeOf(() => parseImageReference(`a.io/b:${'t'.repeat(129)}`))).toBe('IMAGE_REFERENCE_INVALID');
  });

  it('gives back what was formatted', () => {
    fc.assert(
      fc.property(arbitraryReference(), (reference) => {
        expect(parseImageReference(formatImageReference(reference))).toEqual(reference);
      }),
    );
  });

  it('answers or refuses with a UserError, whatever the text', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      arbitraryReference().map(formatImageReference).chain(damage),
    );
    fc.assert(
      fc.property(texts, fc.boolean(), (text, isDockerShorthandAllowed) => {
        const code = codeOf(() => {
          const reference = parseImageReference(text, { isDockerShorthandAllowed });
          expect(parseImageReference(formatImageReference(reference))).toEqual(reference);
        });
        expect(['no error', 'IMAGE_REFERENCE_INVALID', 'IMAGE_DIGEST_INVALID']).toContain(code);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('parsePinnedImage', () => {
  it('refuses a tag alone', () => {
    expect(codeOf(() => parsePinnedImage('a.io/b:1'))).toBe('IMAGE_NOT_PINNED');
    expect(parsePinnedImage(`a.io/b@${digest}`).digest).toBe(digest);
  });
});

describe('pinImage', () => {
  it('drops the tag, which may move', () => {
    const pinned = pinImage({ registry: 'a.io', repository: 'b', tag: '1' }, digest);
    expect(formatImageReference(pinned)).toBe(`a.io/b@${digest}`);
    expect(isPinned(pinned)).toBe(true);
    expect(isPinned({ registry: 'a.io', repository: 'b' })).toBe(false);
  });
});

describe('parseRepository and parseTag', () => {
  it('refuse what belongs to another part of a reference', () => {
    expect(parseRepository('workload/chain-api')).toBe('workload/chain-api');
    expect(parseTag('V1_2.3-x')).toBe('V1_2.3-x');
    expect(codeOf(() => parseRepository('a:1'))).toBe('IMAGE_REFERENCE_INVALID');
    expect(codeOf(() => parseTag('a@b'))).toBe('IMAGE_REFERENCE_INVALID');
  });
});

describe('isAzureRegistry', () => {
  it.each([
    ['lazaretlive.azurecr.io', true],
    ['Contoso.azurecr.US', true],
    ['contoso.azurecr.cn', true],
    ['contoso-abc123.azurecr.io', true],
    ['.azurecr.io', false],
    ['azurecr.io', false],
    ['contoso.azurecr.io.evil.example', false],
    ['contosoazurecr.io', false],
    ['docker.io', false],
  ])('%s → %s', (host, expected) => {
    expect(isAzureRegistry(host)).toBe(expected);
  });
});

describe('parseRegistryId', () => {
  const id =
    '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-lazaret/providers/Microsoft.ContainerRegistry/registries/lazaretlive';

  it('reads the parts, in any casing of the fixed words', () => {
    expect(parseRegistryId(id)).toMatchObject({ resourceGroup: 'rg-lazaret', name: 'lazaretlive' });
    expect(parseRegistryId(id.replace('resourceGroups', 'resourcegroups')).name).toBe('lazaretlive');
  });

  it.each([
    ['a name alone', 'lazaretlive'],
    ['a login server', 'lazaretlive.azurecr.io'],
    ['a child resource', `${id}/agentPools/p`],
    ['a subscription that is no GUID', id.replace('00000000-0000-4000-8000-000000000001', 'mine')],
    ['a name that is too short', id.replace('lazaretlive', 'abc')],
    ['a name with a hyphen', id.replace('lazaretlive', 'lazaret-live')],
    ['a group that ends in a dot', id.replace('rg-lazaret', 'rg.')],
    ['another type', id.replace('registries', 'vaults')],
  ])('refuses %s', (_, text) => {
    expect(codeOf(() => parseRegistryId(text))).toBe('IMAGE_REGISTRY_ID_INVALID');
  });
});

function arbitraryReference(): fc.Arbitrary<ImageReference> {
  const component = fc.stringMatching(/^[a-z0-9]{1,6}((\.|_|__|-{1,3})[a-z0-9]{1,4}){0,2}$/);
  const host = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,3})?\.[a-z]{2,5}(:[1-9][0-9]{0,3})?$/);
  const repository = fc.array(component, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
  const tag = fc.stringMatching(/^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,20}$/);
  const hash = fc.stringMatching(/^[a-f0-9]{64}$/).map((hex) => parseDigest(`sha256:${hex}`));
  return fc.record(
    { registry: host, repository, tag, digest: hash },
    { requiredKeys: ['registry', 'repository'] },
  );
}

function damage(text: string): fc.Arbitrary<string> {
  return fc
    .tuple(fc.nat(text.length), fc.string({ maxLength: 2 }))
    .map(([at, patch]) => text.slice(0, at) + patch + text.slice(at + 1));
}
