import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { endLike, launch } from './setup/launch.mjs';

const root = dirname(import.meta.dirname);
const flags = ['--experimental-vm-modules', '--no-warnings'];
const jest = join(root, 'node_modules/jest/bin/jest.js');

// `npm test [-- ARG…]`: every kind of test, or what jest's own arguments pick.
const args = ['--ci', `--maxWorkers=${Math.max(2, availableParallelism())}`, ...process.argv.slice(2)];
endLike(await launch(process.execPath, [...process.execArgv, ...flags, jest, ...args], { cwd: root }));
