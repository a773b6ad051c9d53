import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readOptions, UsageError } from './options.ts';

const root = dirname(dirname(import.meta.dirname));
const folder = mkdtempSync(join(tmpdir(), 'lazaret-gate-'));
const report = join(root, 'test/gate/reports/trivy-0.76.json');
const times = ['--database-date', '2026-11-21T06:00:00Z', '--now', '2026-11-21T12:00:00Z'];

function runGate(policy: string, ...args: readonly string[]): { status: number | null; stdout: string } {
  const file = join(folder, 'gate.yaml');
  writeFileSync(file, policy);
  const argv = [join(root, 'scripts/gate.ts'), '--policy', file, ...args];
  const { status, stdout } = spawnSync(process.execPath, argv, { encoding: 'utf8' });
  return { status, stdout };
}

function policyOf(block: string): string {
  return `version: 1\nenvironments: { local: { requires: [], block: { ${block} } } }\n`;
}

const off = 'os: none, library: none, secret: none, misconfig: none, licence: none, eol: none';

describe('npm run gate', () => {
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ['a pass', policyOf(off), times, 0],
    ['a fail', policyOf('os: high'), times, 1],
    ['no date of the database', policyOf(off), times.slice(2), 2],
    ['a policy that is wrong', policyOf('oss: high'), times, 2],
    ['a report about another digest', policyOf(off), [...times, '--digest', `sha256:${'0'.repeat(64)}`], 2],
    ['an environment without rules', policyOf(off), [...times, '--environment', 'production'], 2],
  ])('ends with its code for %s', (_, policy, args, status) => {
    expect(runGate(policy, '--report', report, ...args).status).toBe(status);
  });

  it('ends with 2 for a file that is not there', () => {
    expect(runGate(policyOf(off), '--report', join(folder, 'absent')).status).toBe(2);
  });

  it('prints the decision as JSON', () => {
    const { stdout } = runGate(policyOf('os: high'), '--report', report, ...times, '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ version: 1, outcome: 'fail', environment: 'local', decidedAt: '2026-11-21T12:00:00.000Z' },
      counts: { findings: 7, blocking: 6 },
    });
  });

  it('explains one finding', () => {
    const args = ['--report', report, ...times, '--explain', 'cve-2024-2961'];
    expect(runGate(policyOf('os: high'), ...args).stdout).toContain('rule: severity');
    expect(runGate(policyOf(off), ...args).stdout).toContain('rule: below-threshold');
  });
});

describe('readOptions', () => {
  it.each([
    [[]],
    [['--policy', 'p']],
    [['--policy', 'p', '--report', 'r', '--digest', 'latest']],
    [['--policy', 'p', '--report', 'r', '--now', 'noon']],
    [['--policy', 'p', '--report', 'r', '--unknown']],
  ])('refuses %j', (argv) => {
    expect(() => readOptions(argv)).toThrow(UsageError);
  });

  it('takes several reports, and local where no environment is named', () => {
    const argv = ['--policy', 'p', '--report', 'a', '--report', 'b'];
    expect(readOptions(argv)).toMatchObject({ reports: ['a', 'b'], environment: 'local', isJson: false });
  });
});
