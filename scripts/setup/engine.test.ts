import { describe, expect, it } from '@jest/globals';
import { findNode, isSuitable, renderMissingNode } from './engine.mjs';

describe('isSuitable', () => {
  it.each([
    ['v24.15.0', true],
    ['v24.21.0', true],
    ['v24.14.1', false],
    ['v20.20.2', false],
    ['v25.0.0', false],
    ['v26.1.0', false],
  ])('answers for %s', (version, expected) => {
    expect(isSuitable(version)).toBe(expected);
  });
});

describe('findNode', () => {
  it('keeps the running Node when it is suitable', () => {
    const running = { version: 'v24.15.0', execPath: '/opt/node', platform: 'darwin-arm64' };
    expect(findNode('/absent', running)).toBe('/opt/node');
  });

  it('finds none where npm has no twin', () => {
    const running = { version: 'v22.0.0', execPath: '/opt/node', platform: 'darwin-arm64' };
    expect(findNode('/absent', running)).toBeUndefined();
  });
});

describe('renderMissingNode', () => {
  it('names the version to install and the platform', () => {
    const sentence = renderMissingNode('v22.0.0', 'darwin-arm64');
    expect(sentence).toContain('24.15');
    expect(sentence).toContain('darwin-arm64');
  });
});
