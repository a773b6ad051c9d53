import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { Secret, listMaskedForms } from './secret.ts';

describe('Secret', () => {
  const secret = new Secret('hunter2');

  it.each([
    ['a template', String(secret)],
    ['JSON', JSON.stringify({ secret })],
    ['inspect', inspect({ secret }, { showHidden: true })],
    ['its keys', Object.values(secret).join()],
    ['copying', JSON.stringify(Object.assign({}, secret))],
  ])('does not show by %s', (_, shown) => {
    expect(shown).not.toContain('hunter2');
  });

  it('gives its value when asked by name', () => {
    expect(secret.reveal()).toBe('hunter2');
  });
});

describe('listMaskedForms', () => {
  it('covers lines, values of assignments and encodings', () => {
    const forms = listMaskedForms('NPM_TOKEN=a b\nc/d');
    expect(forms).toEqual(expect.arrayContaining(['NPM_TOKEN=a b', 'a b', 'c/d', 'a%20b', 'YSBi', 'Yy9k']));
  });

  it('has nothing to mask in empty text', () => {
    expect(listMaskedForms(' \n')).toEqual([]);
  });
});
