import { describe, expect, it } from '@jest/globals';
import { findChunk, nameChunk } from './chunks.ts';

describe('findChunk', () => {
  it.each([
    ['an action', '/r/actions/build-image/src/main.ts', undefined],
    ['the frame', '/r/lib/action/log.ts', 'lib/action'],
    ['a noun of the domain', '/r/lib/domain/image/tag.ts', 'lib/domain/image'],
    ['a client, with the session', '/r/lib/clients/registry/v2/tag.ts', 'lib/session'],
    ['a package', '/r/node_modules/valibot/dist/index.mjs', 'vendor/valibot'],
    ['a scoped package', '/r/node_modules/@scope/name/index.js', 'vendor/scope-name'],
    ['a nested package', '/r/node_modules/a/node_modules/b/index.js', 'vendor/b'],
    ['a family', '/r/node_modules/@azure/msal-node/index.js', 'vendor/azure-identity'],
  ])('places %s', (_, id, chunk) => {
    expect(findChunk(id, '/r')).toBe(chunk);
  });
});

describe('nameChunk', () => {
  it.each([
    ['a shared chunk', 'lib/action', undefined, 'lib/action'],
    [
      'the door to a package',
      'esm2',
      '/r/node_modules/@azure/identity/dist/index.js',
      'vendor/lazy/azure-identity',
    ],
    [
      'the door to a module',
      'client',
      '/r/lib/clients/registry/client.ts',
      'lazy/lib/clients/registry/client',
    ],
    ['an entry', 'build-image', undefined, 'build-image'],
  ])('names %s', (_, name, facade, file) => {
    expect(nameChunk(name, facade, '/r')).toBe(file);
  });
});
