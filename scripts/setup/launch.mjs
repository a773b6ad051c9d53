import { spawn } from 'node:child_process';

const forwarded = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * How a program ended.
 * @typedef {{ code: number, signal: NodeJS.Signals | null, output: string }} Ending
 */

/**
 * Runs a program to its end, with this process's terminal unless `quiet`; signals that arrive here reach it, all of
 * them as `stopWith` where that is given.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, quiet?: boolean, env?: NodeJS.ProcessEnv, stopWith?: NodeJS.Signals }} [options]
 * @returns {Promise<Ending>}
 */
export function launch(file, args, options = {}) {
  const { quiet = false, cwd, env = process.env } = options;
  /** @type {import('node:child_process').SpawnOptions} */
  const settings = { stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit', env, ...(cwd && { cwd }) };
  const child = spawn(file, args, settings);
  const stop = forwardSignals(child, options.stopWith);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (/** @type {string} */ text) => (output += text));
  }
  /** @type {Promise<Ending>} */
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code: code ?? 1, signal, output }));
  });
  return ended.finally(stop);
}

/**
 * Ends this process as the program ended: with its exit code, or by the same signal.
 * @param {Ending} ending
 */
export function endLike(ending) {
  if (ending.signal !== null) process.kill(process.pid, ending.signal);
  process.exitCode = ending.code;
}

/**
 * A terminal sends Ctrl-C to every process of its foreground group, so there it is not sent a second time.
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} [stopWith]
 */
function forwardSignals(child, stopWith) {
  const forward = (/** @type {NodeJS.Signals} */ signal) => {
    if (stopWith !== undefined || signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(stopWith ?? signal);
  };
  for (const signal of forwarded) process.on(signal, forward);
  return () => {
    for (const signal of forwarded) process.off(signal, forward);
  };
}
