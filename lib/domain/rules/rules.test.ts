import { describe, expect, it } from '@jest/globals';
import { CodedError } from '../../base/errors/index.ts';
import { computeDigest } from '../image/index.ts';
import { createTestKey } from '../statement/testing/keys.ts';
import { openRuleSource, readRules } from './index.ts';
import type { RuleRepository, Rules } from './index.ts';

const tip = 'a'.repeat(40);
const key = createTestKey('decision');

const config = [
  'version: 1',
  'images: [{ name: app, folder: app, repository: workload/app }]',
  'policy: policies/gate.yaml',
  'vex: [vex/app.json]',
].join('\n');
const keys = `keys: [${JSON.stringify(key.entry)}]`;
const policy = 'version: 1\nenvironments: { quarantine: {} }\n';

interface Change {
  readonly isProtected?: boolean;
  readonly files?: Readonly<Record<string, string | undefined>>;
}

async function read(change: Change = {}): Promise<Rules> {
  const files: Readonly<Record<string, string | undefined>> = {
    'lazaret.yaml': `${config}\n${keys}\n`,
    'policies/gate.yaml': policy,
    'vex/app.json': '{}',
    ...change.files,
  };
  const repository: RuleRepository = {
    readDefaultBranch: async () => 'trunk',
    readBranch: async (name) => {
      if (name !== 'trunk') throw new Error(`another branch: ${name}`);
      return { sha: tip, isProtected: change.isProtected ?? true };
    },
    readFile: async (path, commit) => {
      if (commit !== tip) throw new Error(`another commit: ${commit}`);
      return files[path];
    },
  };
  return readRules(await openRuleSource(repository));
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (error instanceof CodedError) return error.code;
  throw new Error(`no coded error: ${String(error)}`);
}

describe('readRules', () => {
  it('reads everything at the tip of the default branch', async () => {
    const rules = await read();
    expect([rules.branch, rules.commit]).toEqual(['trunk', tip]);
    expect(rules.policy.ok && rules.policy.policy.input).toEqual({
      ...{ kind: 'policy', name: 'policies/gate.yaml', digest: computeDigest(policy) },
    });
    expect(rules.vex).toEqual([{ name: 'vex/app.json', text: '{}' }]);
    expect([...rules.keys.keys()]).toEqual([key.signer.keyHint]);
  });

  it('keeps what is wrong with the policy for the decision', async () => {
    const { policy: parsed } = await read({ files: { 'policies/gate.yaml': 'version: 1\nwaiver: []\n' } });
    expect(parsed.ok).toBe(false);
    expect(!parsed.ok && parsed.problems.map(({ code, place }) => `${code}:${place.line}`)).toEqual(
      expect.arrayContaining(['POLICY_UNKNOWN_KEY:2']),
    );
  });

  it.each<readonly [string, string, Change]>([
    ['RULES_BRANCH_UNPROTECTED', 'the branch is not protected', { isProtected: false }],
    ['RULES_FILE_MISSING', 'there is no configuration', { files: { 'lazaret.yaml': undefined } }],
    ['RULES_FILE_MISSING', 'there is no policy', { files: { 'policies/gate.yaml': undefined } }],
    ['RULES_FILE_MISSING', 'there is no VEX document', { files: { 'vex/app.json': undefined } }],
    ['RULES_KEYS_MISSING', 'no key is named', { files: { 'lazaret.yaml': config } }],
    [
      'CONFIG_INVALID',
      'the configuration has an unknown key',
      { files: { 'lazaret.yaml': 'version: 1\nx: 1' } },
    ],
    ['CONFIG_INVALID', 'the configuration is empty', { files: { 'lazaret.yaml': '' } }],
  ])('throws %s when %s', async (code, _title, change) => {
    expect(await codeOf(read(change))).toBe(code);
  });
});
