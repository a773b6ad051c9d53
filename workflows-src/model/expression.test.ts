import { describe, expect, it } from '@jest/globals';
import { expr, path, renderValue, text } from './expression.ts';

const digest = path('needs', 'build', 'outputs', 'digest');

describe('expr', () => {
  it.each([
    ['an expression as it is', expr`${digest} != ''`, "needs.build.outputs.digest != ''"],
    ['a text as a literal', expr`${digest} == ${'x'}`, "needs.build.outputs.digest == 'x'"],
    ['a quote doubled', expr`${"it's"}`, "'it''s'"],
    ['a number', expr`${digest} == ${3}`, 'needs.build.outputs.digest == 3'],
  ])('puts in %s', (_, { code }, expected) => {
    expect(code).toBe(expected);
  });

  it('refuses braces, which would end the expression', () => {
    expect(() => expr`${'a }} b'}`).toThrow('has braces inside');
  });
});

describe('text', () => {
  it('gives expressions their braces', () => {
    expect(renderValue(text`image-${digest}.tar`)).toBe('image-${{ needs.build.outputs.digest }}.tar');
  });

  it('refuses an expression that nobody made', () => {
    expect(() => text`${'${{ github.head_ref }}'}`).toThrow('make it with expr or text');
  });
});

describe('renderValue', () => {
  it('refuses an expression in a plain text', () => {
    expect(() => renderValue('${{ github.head_ref }}')).toThrow('make it with expr or text');
  });
});

describe('path', () => {
  it.each(['a b', '', '1a', 'a.b', "a']"])('refuses %p as a name', (segment) => {
    expect(() => path('inputs', segment)).toThrow('is no name');
  });
});
