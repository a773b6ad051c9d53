import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findRepeatedKey } from './json-keys.ts';

describe('findRepeatedKey', () => {
  it.each([
    ['{"a":1,"a":2}', 'a'],
    ['{"a":1,"\\u0061":2}', 'a'],
    ['{"x":{"b":[{"c":1,"c":{}}]}}', 'c'],
    ['[{"a":1},{"b":1,"b":1}]', 'b'],
    ['{"a":[1,"a"],"a":1}', 'a'],
    ['{"a":{"a":1},"b":"a","\\"":1,"\\"":2}', '"'],
    ['{"":1, "" :2}', ''],
    ['{"a":"\\\\","a":1}', 'a'],
  ])('finds the second one of %s', (text, key) => {
    expect(findRepeatedKey(text)).toBe(key);
  });

  it.each([
    ['{"a":{"a":["a","a",{"a":1}]},"b":"a","c":[["a"],{"a":"{\\"a\\""}]}'],
    ['[{"a":1},{"a":1}]'],
    ['"a"'],
    ['{"a":"\\"a\\":1,","b":1}'],
  ])('finds none in %s', (text) => {
    expect(findRepeatedKey(text)).toBeUndefined();
  });

  it('finds none in what JSON.stringify wrote, however deep', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => findRepeatedKey(JSON.stringify(value, null, 1)) === undefined),
    );
    expect(findRepeatedKey('['.repeat(500_000) + ']'.repeat(500_000))).toBeUndefined();
  });

  it('takes time that grows with the text, not with its backslashes', () => {
    const text = `{"a":"${'\\\\'.repeat(500_000)}","b":"${'\\"'.repeat(500_000)}"}`;
    expect(findRepeatedKey(text)).toBeUndefined();
  });
});
