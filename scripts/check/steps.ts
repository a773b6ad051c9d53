import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** One program of `npm run check`: arguments for Node, from the root of the project. */
export interface Step {
  readonly name: string;
  readonly args: readonly string[];
  /** An exit code beside 0 that is no failure. */
  readonly tolerates?: number;
}

const sourceFolders = ['lib', 'actions', 'simulator', 'workflows-src', 'workload', 'scripts', 'test'];
const prettier = ['node_modules/prettier/bin/prettier.cjs', '--log-level=warn'];
const eslint = ['node_modules/eslint/bin/eslint.js', '--max-warnings=0'];
const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', '--ci'];

/** Everything that must hold before a commit, the longest first so that two at a time end together. */
export function listChecks(root: string): readonly Step[] {
  return [
    { name: 'tests', args: [...jest, '--maxWorkers=1', '--selectProjects', 'unit', 'contract'] },
    {
      name: 'lint',
      args: [
        ...eslint,
        '--cache',
        '--cache-location=node_modules/.cache/eslint/',
        '--cache-strategy=content',
        '.',
      ],
    },
    { name: 'types', args: ['node_modules/typescript/bin/tsc', '--project', '.'] },
    { name: 'format', args: [...prettier, '--cache', '--check', '.'] },
    { name: 'imports', args: listImportArgs(root) },
    { name: 'docs', args: ['scripts/docs.ts', '--check'] },
    { name: 'workflows', args: ['scripts/workflows.ts', '--check'] },
    { name: 'build', args: ['scripts/build.ts', '--check'] },
  ];
}

/** What `--fix` runs first, in this order: sources before what is generated from them. */
export function listFixes(): readonly Step[] {
  return [
    // 1 means that findings are left, which the lint step reports afterwards.
    { name: 'lint --fix', args: [...eslint, '--fix', '.'], tolerates: 1 },
    { name: 'docs', args: ['scripts/docs.ts'] },
    { name: 'workflows', args: ['scripts/workflows.ts'] },
    { name: 'format --write', args: [...prettier, '--write', '.'] },
    { name: 'build', args: ['scripts/build.ts'] },
  ];
}

/** The arguments that hold the folders which exist against the walls of `dependency-cruiser.config.js`. */
export function listImportArgs(root: string): readonly string[] {
  const program = 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs';
  const folders = sourceFolders.filter((folder) => existsSync(join(root, folder)));
  return [program, '--config=dependency-cruiser.config.js', ...folders];
}
