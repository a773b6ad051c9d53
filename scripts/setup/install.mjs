import { readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { launch } from './launch.mjs';
import { acquireLock } from './lock.mjs';

const lockName = '.setup-lock';
const hiddenLock = 'node_modules/.package-lock.json';
const guard = new URL('guard.mjs?grace=0', import.meta.url).href;

/**
 * Brings node_modules to the state of package-lock.json, once even when several commands start together.
 * @param {string} root
 * @param {(line: string) => void} report
 */
export async function ensureInstalled(root, report) {
  if (isInstalled(root)) return;
  const release = await acquireLock(join(root, lockName), () => {
    report('Another command is installing the dependencies; waiting for it …');
  });
  try {
    if (!isInstalled(root)) await install(root, report);
  } finally {
    release();
  }
}

/**
 * Whether what npm says it installed (its hidden lock file) is what the lock file of the project asks for.
 * @param {string} root
 */
export function isInstalled(root) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const found = readPackages(join(root, hiddenLock));
  if (wanted === undefined || found === undefined) return false;
  const names = Object.keys(wanted).filter((name) => name !== '');
  return (
    names.every((name) =>
      found[name] === undefined ? wanted[name]?.optional : isSame(wanted[name], found[name]),
    ) && Object.keys(found).every((name) => wanted[name] !== undefined)
  );
}

/**
 * The command that runs npm: the very npm that started this script, else the one on the PATH.
 * @param {NodeJS.ProcessEnv} env
 * @returns {readonly [string, ...string[]]}
 */
export function findNpm(env) {
  const script = env['npm_execpath'];
  if (script !== undefined && basename(script) === 'npm-cli.js')
    return [process.execPath, '--import', guard, script];
  return ['npm'];
}

/**
 * @param {string} root
 * @param {(line: string) => void} report
 */
async function install(root, report) {
  const started = Date.now();
  report('Installing the locked dependencies (npm ci, no install scripts; needs the network once) …');
  const [file, ...first] = findNpm(process.env);
  const flags = ['--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  // npm removes it too, but only somewhere in the course of its own clearing.
  rmSync(join(root, hiddenLock), { force: true });
  // npm goes on for many seconds after SIGTERM, and would write into the next command's installation.
  const ending = await launch(file, [...first, 'ci', ...flags], {
    cwd: root,
    quiet: true,
    stopWith: 'SIGKILL',
  });
  if (ending.signal !== null) throw new Error('The installation was interrupted');
  if (ending.code !== 0) throw new Error(`npm ci failed\n${ending.output.trim()}`);
  report(`Installed in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean }} Package
 * @param {string} file
 * @returns {Record<string, Package> | undefined}
 */
function readPackages(file) {
  try {
    const lock = /** @type {{ packages?: Record<string, Package> }} */ (
      JSON.parse(readFileSync(file, 'utf8'))
    );
    return lock.packages;
  } catch {
    return undefined; // absent or cut off by an interrupted install: both mean "install again"
  }
}

/**
 * @param {Package | undefined} a
 * @param {Package | undefined} b
 */
function isSame(a, b) {
  return a?.version === b?.version && a?.integrity === b?.integrity;
}
