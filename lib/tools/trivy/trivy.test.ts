import { describe, expect, it } from '@jest/globals';
import type { Exec } from '../../base/exec.ts';
import { chooseDialect, createTrivy, findAllowed, parseAllowedTrivy, toScanArgs } from './index.ts';
import type { ScanOrder } from './index.ts';

const sha256 = 'ab'.repeat(32);
const order: ScanOrder = {
  target: { kind: 'layout', path: '/scan/image' },
  scanners: ['vuln', 'misconfig'],
  ...{ cacheFolder: '/scan/cache', reportFile: '/scan/report.json', timeoutMs: 90_000 },
};

describe('toScanArgs', () => {
  it.each([
    ['current', 'vuln,misconfig', '--skip-check-update', true],
    ['legacy', 'vuln,config', '--skip-policy-update', false],
  ] as const)('of the %s dialect', (dialect, scanners, skip, isQuiet) => {
    const args = toScanArgs(order, dialect);
    expect(args.slice(0, 7)).toEqual([
      ...['image', '--input', '/scan/image', '--scanners', scanners],
      ...['--image-config-scanners', scanners.replace('vuln,', '')],
    ]);
    expect(args).toContain(skip);
    expect(args.includes('--disable-telemetry')).toBe(isQuiet);
    expect(args[args.indexOf('--timeout') + 1]).toBe('90s');
    expect(args.filter((arg) => /^--(severity|ignore-unfixed|db-repository)$/.test(arg))).toEqual([]);
  });

  it('of an SBOM end with its path', () => {
    const args = toScanArgs({ ...order, target: { kind: 'sbom', path: '/scan/a.cdx.json' } }, 'current');
    expect([args[0], args.at(-1), args.includes('--scanners')]).toEqual(['sbom', '/scan/a.cdx.json', false]);
  });
});

describe('the allow-list', () => {
  it('takes a version and a hash', () => {
    expect(parseAllowedTrivy(`0.76.0  sha256:${sha256}`)).toEqual({ version: '0.76.0', sha256 });
    expect(chooseDialect('dev')).toBe('legacy');
  });

  it.each([
    ['no hash', '0.76.0', 'SCAN_SCANNER_NOT_ALLOWED'],
    ['a short hash', '0.76.0 abcd', 'SCAN_SCANNER_NOT_ALLOWED'],
    ['an old version', `0.66.9 ${sha256}`, 'SCAN_SCANNER_UNSUPPORTED'],
    ['the next major version', `1.0.0 ${sha256}`, 'SCAN_SCANNER_UNSUPPORTED'],
    ['no version', `latest ${sha256}`, 'SCAN_SCANNER_UNSUPPORTED'],
  ])('refuses %s', (_, line, code) => {
    expect(() => parseAllowedTrivy(line)).toThrow(expect.objectContaining({ code }));
  });

  it('finds a program by its hash alone', () => {
    const allowed = [{ version: '0.76.0', sha256 }];
    expect(findAllowed(allowed, { file: '/x', sha256 }).version).toBe('0.76.0');
    expect(() => findAllowed(allowed, { file: '/x', sha256: 'cd'.repeat(32) })).toThrow(
      expect.objectContaining({ code: 'SCAN_SCANNER_NOT_ALLOWED' }),
    );
  });
});

describe('createTrivy', () => {
  const scan = (exec: Exec, now: () => number = () => 0): Promise<void> =>
    createTrivy({
      ...{ file: '/trivy', version: '0.76.0', exec, clock: { now, sleep: async () => undefined } },
      ...{ emptyFolder: '/empty', scratchFolder: '/scratch' },
    }).scan(order);

  it.each([
    [
      'an exit code',
      async () => ({ exitCode: 1, stdout: '', stderr: 'FATAL broken' }),
      'SCAN_SCANNER_FAILED',
    ],
    [
      'its own timeout',
      async () => ({ exitCode: 1, stdout: '', stderr: 'context deadline exceeded' }),
      'SCAN_TIMEOUT',
    ],
    ['no start', () => Promise.reject(new Error('EACCES')), 'SCAN_SCANNER_FAILED'],
  ] satisfies [string, Exec, string][])('tells %s', async (_, exec, code) => {
    await expect(scan(exec)).rejects.toMatchObject({ code });
  });

  it('tells a program that had to be killed', async () => {
    let time = 0;
    const hang: Exec = () => {
      time = 120_000;
      return Promise.reject(new Error('it did not end'));
    };
    await expect(scan(hang, () => time)).rejects.toMatchObject({ code: 'SCAN_TIMEOUT' });
  });
});
