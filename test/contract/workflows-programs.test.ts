import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openHouse } from '../../scripts/workflows/open-house.ts';
import { describeNeeds, itNeeds } from '../support/optional.ts';
import { listFiles, root } from '../support/repository.ts';

interface ZizmorFinding {
  readonly ident: string;
}

const timeoutMs = 240_000;

function runZizmor(files: readonly string[]): readonly string[] {
  const args = [
    '--offline',
    '--quiet',
    '--persona',
    'pedantic',
    '--format',
    'json',
    '--config',
    'zizmor.yml',
  ];
  const { stdout, status, stderr } = spawnSync('zizmor', [...args, ...files], {
    cwd: root,
    encoding: 'utf8',
  });
  // 11 to 14 tell the worst severity: https://docs.zizmor.sh/usage/#exit-codes
  if (status !== 0 && (status === null || status < 11))
    throw new Error(`zizmor ended with ${status}: ${stderr}`);
  const findings = JSON.parse(stdout) as readonly ZizmorFinding[];
  return findings.map(({ ident }) => ident);
}

describeNeeds('zizmor', 'zizmor, pedantic and offline', () => {
  const files = listFiles(
    /^((examples\/adopter\/)?\.github\/workflows\/.*\.yml|actions\/[^/]+\/action\.yml)$/,
  );

  it(
    'finds nothing in our workflows and actions',
    () => {
      expect(files.length).toBeGreaterThan(20);
      expect(runZizmor(files)).toEqual([]);
    },
    timeoutMs,
  );

  it.each([
    ['uses-tag', 'unpinned-uses'],
    ['run-untrusted', 'template-injection'],
    ['event-pull-request-target', 'dangerous-triggers'],
    ['checkout-credentials', 'artipacked'],
    ['call-secrets-inherit', 'secrets-inherit'],
    ['permissions-write-all', 'excessive-permissions'],
  ])('finds in %s what was planted: %s', (name, ident) => {
    expect(runZizmor([`test/fixtures/workflows/planted/${name}.yml`])).toContain(ident);
  });
});

function runActionlint(files: readonly string[]): {
  readonly status: number | null;
  readonly output: string;
} {
  const { status, stdout } = spawnSync('actionlint', ['-no-color', ...files], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, output: stdout };
}

describeNeeds('actionlint', 'actionlint', () => {
  it(
    'finds nothing in our workflows',
    () => {
      expect(runActionlint(listFiles(/^(examples\/adopter\/)?\.github\/workflows\/.*\.yml$/))).toEqual({
        status: 0,
        output: '',
      });
    },
    timeoutMs,
  );

  it('finds what was planted', () => {
    const { status, output } = runActionlint(['test/fixtures/workflows/planted/job-needs-cycle.yml']);
    expect([status, output.includes('[job-needs]')]).toEqual([1, true]);
  });
});

describe('the scripts of steps', () => {
  const house = openHouse(root);
  const scripts = [...house.workflows.values()].flatMap(({ source, jobs }) =>
    jobs.flatMap(({ steps }) =>
      steps.flatMap(({ run, name }) =>
        run === undefined ? [] : [{ at: `${source.name}: ${name ?? ''}`, run }],
      ),
    ),
  );

  it('are there', () => {
    expect(scripts.length).toBeGreaterThan(5);
  });

  itNeeds(
    'shellcheck',
    'pass shellcheck',
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'lazaret-scripts-'));
      const found = scripts.flatMap(({ at, run }, index) => {
        const file = join(folder, `${index}.sh`);
        writeFileSync(file, `#!/usr/bin/env bash\nset -eo pipefail\n${run}`);
        const { status, stdout } = spawnSync('shellcheck', ['--format', 'gcc', file], { encoding: 'utf8' });
        return status === 0 ? [] : [`${at}: ${stdout}`];
      });
      rmSync(folder, { recursive: true });
      expect(found).toEqual([]);
    },
    timeoutMs,
  );
});
