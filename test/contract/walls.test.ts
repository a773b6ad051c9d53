import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listImportArgs } from '../../scripts/check/steps.ts';
import { root } from '../support/repository.ts';

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

/** Each row plants one file into a small project and names the wall that must stop it. */
const planted: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['base', 'lib/base/x.ts', "import '../domain/image/index.ts';"],
  ['modules of base', 'lib/base/files.ts', "import 'node:fs';"],
  ['domain', 'lib/domain/a/x.ts', "import '../../clients/arm/index.ts';"],
  ['modules of domain', 'lib/domain/b/x.ts', "import 'node:fs/promises';"],
  ['clients', 'lib/clients/a/x.ts', "import '../arm/index.ts';"],
  ['tools', 'lib/tools/a/x.ts', "import '../../clients/arm/index.ts';"],
  ['frame', 'lib/action/x.ts', "import '../domain/image/index.ts';"],
  ['session', 'lib/session/x.ts', "import '../action/index.ts';"],
  ['actions', 'actions/a/src/main.ts', "import '../../y/src/main.ts';"],
  ['packages of actions', 'actions/b/src/main.ts', "import '@azure/identity';"],
  ['the toolkit is used by the frame alone', 'lib/clients/b/x.ts', "import '@actions/core';"],
  ['sdks are used by clients alone', 'simulator/sdk.ts', "import '@azure/identity';"],
  [
    'a folder is entered by its index',
    'actions/c/src/main.ts',
    "import '../../../lib/clients/arm/client.ts';",
  ],
  [
    'the frame and the session are entered by their index',
    'actions/d/src/x.ts',
    "import '../../../lib/action/run.ts';",
  ],
  ['simulator', 'simulator/x.ts', "import '../lib/clients/arm/index.ts';"],
  ['tests are not imported', 'lib/domain/c/x.ts', "import '../image/index.test.ts';"],
  ['no cycles', 'lib/domain/d/x.ts', "import './y.ts';"],
  ['imports resolve', 'lib/domain/e/x.ts', "import './absent.ts';"],
  ['packages are declared', 'lib/domain/f/x.ts', "import 'stray';"],
];

const neighbours: readonly (readonly [file: string, text: string])[] = [
  ['lib/domain/image/index.ts', ''],
  ['lib/domain/image/index.test.ts', ''],
  ['lib/domain/d/y.ts', "import './x.ts';"],
  ['lib/clients/arm/index.ts', ''],
  ['lib/clients/arm/client.ts', ''],
  ['lib/action/index.ts', ''],
  ['lib/action/run.ts', ''],
  ['actions/y/src/main.ts', ''],
  ['node_modules/@azure/identity/index.js', ''],
  ['node_modules/@actions/core/index.js', ''],
  ['node_modules/stray/index.js', ''],
];

describe('the import walls', () => {
  it('hold in the whole project', async () => {
    expect((await findViolations(root)).map(renderViolation)).toEqual([]);
  }, 240_000);
});

describe('a planted import', () => {
  let folder = '';
  let violations: readonly Violation[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lazaret-walls-'));
    for (const name of ['package.json', 'tsconfig.json', 'dependency-cruiser.config.js']) {
      cpSync(join(root, name), join(folder, name));
    }
    for (const [file, text] of neighbours) plant(folder, file, text);
    for (const [, file, text] of planted) plant(folder, file, text);
    violations = await findViolations(folder);
  }, 240_000);

  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(planted)('is stopped by "%s"', (rule, file) => {
    const rules = violations.filter((violation) => violation.from === file).map((found) => found.rule.name);
    expect(rules).toContain(rule);
  });

  it('is the only thing that is stopped', () => {
    const files = new Set([...planted.map(([, file]) => file), 'lib/domain/d/y.ts']);
    expect(violations.filter((violation) => !files.has(violation.from)).map(renderViolation)).toEqual([]);
  });
});

function plant(folder: string, file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), `${text}\nexport const planted = true;\n`);
}

function renderViolation({ rule, from, to }: Violation): string {
  return `${rule.name}: ${from} → ${to}`;
}

function findViolations(cwd: string): Promise<readonly Violation[]> {
  const [program = '', ...args] = listImportArgs(cwd);
  const argv = [join(root, program), '--output-type=json', ...args];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, argv, { cwd, maxBuffer: 64 * 1024 * 1024 }, (error, stdout) => {
      // The exit code is the number of violations; no output means that the program did not run.
      if (stdout === '') reject(error ?? new Error('dependency-cruiser printed nothing'));
      else resolve((JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations);
    });
  });
}
