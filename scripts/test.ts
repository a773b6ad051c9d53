import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { endLike, launch } from './setup/launch.mjs';

const root = dirname(import.meta.dirname);
const flags = ['--experimental-vm-modules', '--no-warnings'];
const jest = join(root, 'node_modules/jest/bin/jest.js');
const help = `npm test [-- ARG…]

Runs every test: unit, contract, process and end-to-end. Arguments are those of jest, e.g.
  npm test -- lib/domain/gate                    the tests whose path contains this
  npm test -- -t "refuses" actions/promote-image the tests whose name matches
  npm test -- --selectProjects unit contract     one kind, or several
  npm test -- -u test/process                    write snapshots anew
A test that needs a program the machine does not have is skipped, and named at the end. Other checks than tests:
npm run check.
`;

const args = process.argv.slice(2);
if (args.includes('--help') || args.includes('-h')) process.stdout.write(help);
else await runTests(args);

async function runTests(given: readonly string[]): Promise<void> {
  const own = ['--ci', `--maxWorkers=${Math.max(2, availableParallelism())}`, ...given];
  endLike(await launch(process.execPath, [...process.execArgv, ...flags, jest, ...own], { cwd: root }));
}
