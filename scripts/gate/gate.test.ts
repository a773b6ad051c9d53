import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readOptions, UsageError } from './options.ts';

const root = dirname(dirname(import.meta.dirname));
const folder = mkdtempSync(join(tmpdir(), 'lazaret-gate-'));
const report = join(root, 'test/gate/reports/trivy-0.76.json');
const times = ['--database-date', '2026-11-21T06:00:00Z', '--now', '2026-11-21T12:00:00Z'];

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function runGate(policy: string, ...args: readonly string[]): Ran {
  const file = join(folder, 'gate.yaml');
  writeFileSync(file, policy);
  const argv = [join(root, 'scripts/gate.ts'), '--policy', file, ...args];
  return spawnSync(process.execPath, argv, { encoding: 'utf8' });
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

  // Each is one clear sentence on one of the two channels, exit code 2, and no stack.
  it.each<readonly [string, Uint8Array | string, RegExp]>([
    ['an empty file', '', /REPORT_EMPTY/],
    [
      'a report cut short',
      readFileSync(report).subarray(0, 5000),
      /REPORT_NOT_JSON.*\(line 156 column \d+\)/,
    ],
    ['bytes that are no text', Buffer.from([0x80, 0xff, 0x00]), /no text in UTF-8/],
    ['UTF-16', Buffer.from(`\ufeff${readFileSync(report, 'utf8')}`, 'utf16le'), /no text in UTF-8/],
    ['one byte that is no UTF-8', Buffer.from([0x22, 0xc3, 0x22]), /no text in UTF-8/],
    ['a page of HTML', '<html></html>', /REPORT_NOT_JSON/],
    ['JSON of something else', '{"hello":1}', /REPORT_FOREIGN/],
    ['null', 'null', /REPORT_EMPTY/],
    ['lists in lists', `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`, /REPORT_FOREIGN/],
  ])('ends with 2 and says why for %s', (_, content, words) => {
    const file = join(folder, 'odd');
    writeFileSync(file, content);
    const { status, stdout, stderr } = runGate(policyOf(off), '--report', file, ...times);
    expect(status).toBe(2);
    expect(stdout + stderr).toMatch(words);
    expect(stdout + stderr).not.toMatch(/^\s+at /m);
  });

  it.each([
    ['a byte order mark', (text: string) => `\ufeff${text}`],
    ['the line ends of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
  ])('reads a report with %s', (_, change) => {
    const file = join(folder, 'odd');
    writeFileSync(file, change(readFileSync(report, 'utf8')));
    expect(runGate(policyOf(off), '--report', file, ...times).status).toBe(0);
  });

  it('ends with 2 for a folder, and for a file larger than any report', () => {
    const large = join(folder, 'large');
    writeFileSync(large, '');
    truncateSync(large, 2 ** 30);
    for (const file of [folder, large]) {
      expect(runGate(policyOf(off), '--report', file, ...times).status).toBe(2);
    }
  });

  it('names the line of the policy that is wrong', () => {
    const { stdout } = runGate(policyOf('os: high, oss: high'), '--report', report, ...times);
    expect(stdout).toMatch(/gate\.yaml:2:\d+\n.*POLICY_UNKNOWN_KEY/);
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
