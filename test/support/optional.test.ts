import { basename } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { findProgram, itNeeds, itWhen } from './optional.ts';

describe('findProgram', () => {
  it('finds a program of the PATH', () => {
    expect(basename(findProgram('sh') ?? '')).toBe('sh');
  });

  it('finds nothing for a name that is not there', () => {
    expect(findProgram('no-such-program-of-lazaret')).toBeUndefined();
  });
});

const ran: string[] = [];
itNeeds('sh', 'runs when the program is there', () => void ran.push('itNeeds'));
itWhen(true, 'nothing')('runs when the condition holds', () => void ran.push('itWhen'));

describe('the tests above', () => {
  it('have run', () => {
    expect(ran).toEqual(['itNeeds', 'itWhen']);
  });
});
