import { mkdirSync, mkdtempSync, realpathSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CodedError, UserError } from '../base/errors/index.ts';
import {
  choice,
  defineInputs,
  duration,
  flag,
  integer,
  jobToken,
  list,
  parseDuration,
  path,
  text,
  time,
} from './index.ts';
import type { InputFields, InputsOf } from './index.ts';
import { parseInputs } from './parse-inputs.ts';

const workspace = realpathSync(mkdtempSync(join(tmpdir(), 'lazaret-inputs-')));
mkdirSync(join(workspace, 'app'));
symlinkSync(tmpdir(), join(workspace, 'way-out'));
symlinkSync(join(tmpdir(), 'lazaret-not-there-yet'), join(workspace, 'new-out'));
symlinkSync('new-out', join(workspace, 'new-twice'));
symlinkSync('logs/new.log', join(workspace, 'new-in'));
symlinkSync('round', join(workspace, 'round'));

function read<F extends InputFields>(
  inputs: F,
  given: Record<string, string>,
  check?: (inputs: InputsOf<F>) => readonly string[],
): InputsOf<F> {
  const action = { name: 'do-thing', inputs, ...(check === undefined ? {} : { check }) };
  return parseInputs(action, (name) => given[name], { workspace });
}

function failure(work: () => unknown): CodedError {
  try {
    work();
  } catch (error) {
    if (error instanceof CodedError) return error;
    throw error;
  }
  throw new Error('no problem was found');
}

describe('parseInputs', () => {
  it('takes empty text as absent and applies defaults', () => {
    const inputs = defineInputs({
      tag: text({ description: 'a' }),
      tags: list({ description: 'b' }),
      force: flag({ description: 'c' }),
      timeout: duration({ description: 'd', default: '1h' }),
    });
    const empty = { tag: ' ', tags: '', force: '', timeout: '' };
    expect(read(inputs, empty)).toEqual({ tag: undefined, tags: [], force: false, timeout: 3_600_000 });
  });

  it('asks for an input whose default is an expression that nobody evaluated', () => {
    const inputs = defineInputs({ token: text({ description: 'a', default: '${{ github.token }}' }) });
    expect(read(inputs, { token: 'given' })).toEqual({ token: 'given' });
    expect(failure(() => read(inputs, {})).reason).toContain('token: is required');
  });

  it('lists every problem by the name that the user wrote, with what to write', () => {
    const inputs = defineInputs({
      image: text({ description: 'a', required: true, form: '`repository@sha256:…`' }),
      force: flag({ description: 'b' }),
      retries: integer({ description: 'c', min: 0, max: 5 }),
      mode: choice({ description: 'd', values: ['fast', 'safe'] }),
    });
    const error = failure(() => read(inputs, { force: 'yes', retries: '6', mode: 'slow' }));
    expect(error.code).toBe('INPUT_INVALID');
    expect(error.reason.split('; ')).toEqual([
      'image: is required — write `repository@sha256:…`',
      'force: "yes" is neither true nor false — write `true` or `false`',
      'retries: "6" cannot be used — write a whole number from 0 to 5',
      'mode: "slow" is not known — write `fast` or `safe`',
    ]);
  });

  it('names the new name of a renamed input, and nothing else about it', () => {
    const inputs = defineInputs({
      'live-registry': text({ description: 'a', required: true, renamedFrom: ['registry'] }),
    });
    const error = failure(() => read(inputs, { registry: 'x' }));
    expect(error.reason).toBe('registry: is the former name — write `live-registry`');
  });

  it('says what to do about an input that is gone, and nothing when it is left out', () => {
    const inputs = defineInputs({ image: text({ description: 'a' }) });
    const action = { name: 'x', inputs, retired: { verdict: 'is gone — leave it out' } };
    const readGone = (given: Readonly<Record<string, string>>) =>
      parseInputs(action, (name) => given[name], { workspace: '/' });
    expect(failure(() => readGone({ image: 'x', verdict: 'none' })).reason).toBe(
      'verdict: is gone — leave it out',
    );
    expect(readGone({ image: 'x' })).toEqual({ image: 'x' });
  });

  it('keeps the code of a single problem that the domain found', () => {
    const parse = (value: string): string => {
      throw new UserError('IMAGE_NOT_PINNED', { subject: value, reason: 'it has no digest' });
    };
    const inputs = defineInputs({ image: text({ description: 'a', parse }) });
    const error = failure(() => read(inputs, { image: 'app:1' }));
    expect([error.code, error.subject, error.reason]).toEqual([
      'IMAGE_NOT_PINNED',
      'app:1',
      'image: it has no digest',
    ]);
  });

  it('applies rules between inputs only to inputs that are right', () => {
    const inputs = defineInputs({
      a: text({ description: 'a' }),
      b: text({ description: 'b', required: true }),
    });
    const check = (): readonly string[] => ['a and b exclude each other'];
    expect(failure(() => read(inputs, { b: '1' }, check)).reason).toBe('a and b exclude each other');
    expect(failure(() => read(inputs, {}, check)).reason).toMatch(/^b: is required/);
  });

  it('throws on what is no mistake of the user', () => {
    const parse = (): never => {
      throw new RangeError('bug');
    };
    expect(() => read(defineInputs({ a: text({ description: 'a', parse }) }), { a: '1' })).toThrow(
      RangeError,
    );
  });
});

describe('path', () => {
  const inputs = defineInputs({
    folder: path({ description: 'a', mustBe: 'folder' }),
    file: path({ description: 'b' }),
  });

  it('resolves inside the workspace, also what does not exist yet', () => {
    const folders = { folder: join(workspace, 'app'), file: join(workspace, 'logs', 'build.log') };
    expect(read(inputs, { folder: 'app', file: 'logs/build.log' })).toEqual(folders);
  });

  it.each([
    ['dots', '../x'],
    ['an absolute path', '/etc/passwd'],
    ['a symbolic link', 'way-out/x'],
    ['a symbolic link to what does not exist yet', 'new-out'],
    ['a link to such a link', 'new-twice'],
    ['a path below such a link', 'new-out/x'],
  ])('refuses to leave the workspace by %s', (_, file) => {
    expect(failure(() => read(inputs, { file })).code).toBe('INPUT_OUTSIDE_WORKSPACE');
  });

  it('follows a link to what does not exist yet', () => {
    expect(read(inputs, { file: 'new-in' }).file).toBe(join(workspace, 'logs', 'new.log'));
  });

  it.each(['round', 'round/x'])('takes %s for a mistake of the user', (file) => {
    expect(failure(() => read(inputs, { file })).code).toBe('INPUT_INVALID');
  });

  it('says so when a folder is absent', () => {
    expect(failure(() => read(inputs, { folder: 'nope' })).reason).toContain('"nope" does not exist');
  });
});

describe('time', () => {
  const inputs = defineInputs({ 'built-at': time({ description: 'a' }) });

  it('answers in UTC, whatever zone was written', () => {
    expect(read(inputs, { 'built-at': '2026-11-21T06:00:00+02:00' }).builtAt).toBe(
      '2026-11-21T04:00:00.000Z',
    );
  });

  it('refuses what is no time', () => {
    expect(failure(() => read(inputs, { 'built-at': 'yesterday' })).code).toBe('INPUT_INVALID');
  });
});

describe('jobToken', () => {
  const inputs = defineInputs({ 'github-token': jobToken({ description: 'a' }) });

  it('is what GitHub put in the place of its expression, and a mistake where nobody did', () => {
    expect(read(inputs, { 'github-token': 'ghs_x' }).githubToken.reveal()).toBe('ghs_x');
    expect(failure(() => read(inputs, {})).code).toBe('INPUT_INVALID');
  });
});

describe('parseDuration', () => {
  it.each([
    ['90s', 90_000],
    ['1h30m', 5_400_000],
    ['2d', 172_800_000],
  ])('reads %s', (value, ms) => {
    expect(parseDuration(value)).toBe(ms);
  });

  it.each(['', '5', '-5m', '5 m', '1.5h', 'h', '99999999999999999h'])('refuses "%s"', (value) => {
    expect(() => parseDuration(value)).toThrow();
  });

  it('never returns anything but a safe number of milliseconds', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        try {
          return Number.isSafeInteger(parseDuration(value));
        } catch {
          return true;
        }
      }),
    );
  });
});
