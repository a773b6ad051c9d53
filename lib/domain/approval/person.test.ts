import { describe, expect, it } from '@jest/globals';
import { findNoreplyPerson, isSamePerson, parseCoAuthors } from './person.ts';

describe('findNoreplyPerson', () => {
  it.each([
    {
      name: 'id and login',
      email: '12+Some-Body@users.noreply.github.com',
      expected: { id: 12, login: 'some-body' },
    },
    { name: 'login alone', email: 'somebody@users.noreply.github.com', expected: { login: 'somebody' } },
    { name: 'a bot', email: '9+app[bot]@users.noreply.github.com', expected: { id: 9, login: 'app[bot]' } },
    { name: 'another host', email: 'somebody@example.com', expected: undefined },
    {
      name: 'a host that only ends alike',
      email: 'somebody@evil-users.noreply.github.com',
      expected: undefined,
    },
    { name: 'two at signs', email: 'a@b@users.noreply.github.com', expected: undefined },
    { name: 'no login', email: '12+@users.noreply.github.com', expected: undefined },
  ])('reads $name', ({ email, expected }) => {
    expect(findNoreplyPerson(email)).toEqual(expected);
  });
});

describe('isSamePerson', () => {
  it.each([
    { name: 'same id', a: { id: 1, login: 'a' }, b: { id: 1, login: 'b' }, expected: true },
    { name: 'same login in other case', a: { login: 'Abc' }, b: { id: 1, login: 'aBC' }, expected: true },
    { name: 'nothing in common', a: { id: 1, login: 'a' }, b: { id: 2, login: 'b' }, expected: false },
  ])('compares accounts: $name', ({ a, b, expected }) => {
    expect(isSamePerson(a, b)).toBe(expected);
  });
});

describe('parseCoAuthors', () => {
  it.each([
    { name: 'none', message: 'Change', expected: [] },
    {
      name: 'two in any case',
      message: 'x\n\nCo-authored-by: A <a@x>\nCO-AUTHORED-BY: B <b@x>',
      expected: ['a@x', 'b@x'],
    },
    { name: 'one without address', message: 'x\n\nCo-authored-by: Just a name', expected: ['Just a name'] },
    { name: 'one with two addresses', message: 'Co-authored-by: A <a@x>, B <b@x>', expected: ['a@x', 'b@x'] },
    { name: 'one with CRLF', message: 'x\r\n\r\nCo-authored-by: A <a@x>\r\n', expected: ['a@x'] },
    { name: 'a mention inside a line', message: 'see Co-authored-by: A <a@x>', expected: [] },
  ])('finds trailers: $name', ({ message, expected }) => {
    expect(parseCoAuthors(message)).toEqual(expected);
  });
});
