import { describe, expect, it } from '@jest/globals';
import {
  choice,
  defineInputs,
  defineOutputs,
  digest,
  duration,
  flag,
  integer,
  list,
  secret,
  text,
} from './index.ts';
import type { InputsOf, OutputsOf, Secret } from './index.ts';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

const inputs = defineInputs({
  'quarantine-registry': text({ description: 'a', required: true, parse: (value) => ({ value }) }),
  tag: text({ description: 'b' }),
  'tag-list': list({ description: 'c' }),
  sizes: list({ description: 'd', parse: Number }),
  timeout: duration({ description: 'e', default: '1h', min: '5m' }),
  verbose: flag({ description: 'f' }),
  verdict: choice({ description: 'g', values: ['none', 'pass'] }),
  retries: integer({ description: 'h', required: true, min: 0, max: 5 }),
  digest: digest({ description: 'i' }),
  'github-token': secret({ description: 'j', required: true }),
});

const outputs = defineOutputs({ 'run-id': { description: 'k' }, digest: { description: 'l' } });

describe('InputsOf', () => {
  it('derives names in camelCase and values from kinds and presence', () => {
    const isSame: Same<
      InputsOf<typeof inputs>,
      {
        readonly quarantineRegistry: { value: string };
        readonly tag: string | undefined;
        readonly tagList: readonly string[];
        readonly sizes: readonly number[];
        readonly timeout: number;
        readonly verbose: boolean;
        readonly verdict: 'none' | 'pass' | undefined;
        readonly retries: number;
        readonly digest: `sha256:${string}` | undefined;
        readonly githubToken: Secret;
      }
    > = true;
    expect(isSame).toBe(true);
    expect(Object.keys(inputs)).toHaveLength(10);
  });
});

describe('OutputsOf', () => {
  it('derives texts in camelCase', () => {
    const isSame: Same<OutputsOf<typeof outputs>, { readonly runId: string; readonly digest: string }> = true;
    expect(isSame).toBe(true);
    expect(Object.keys(outputs)).toEqual(['run-id', 'digest']);
  });
});

describe('defineInputs', () => {
  it('refuses names that are not kebab-case', () => {
    expect(() => defineInputs({ Image_Name: text({ description: 'a' }) })).toThrow('Image_Name');
  });

  it('refuses a required input with a default', () => {
    expect(() => defineInputs({ a: text({ description: 'a', required: true, default: 'b' }) })).toThrow(
      '"a"',
    );
  });
});
