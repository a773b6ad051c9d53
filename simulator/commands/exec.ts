import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { findErrorCode } from '../../lib/base/error-code.ts';
import { parseOptions } from './arguments.ts';
import { defaultFolder } from './folder.ts';
import { withSimulation } from './open.ts';
import { prepareProgramVariables } from './programs.ts';
import { UsageError } from './types.ts';
import type { Command } from './types.ts';

const execHelp = `Usage: npm run simulator -- exec [--state DIR] -- CMD [ARG…]

Starts the world on the state that the last "npm start" left, runs an ordinary program in it (az, skopeo,
crane, git, curl, …) and passes its exit code on. Registries are readable without a login.

  npm run simulator -- exec -- skopeo list-tags docker://lazaretlive.azurecr.io/workload/chain-api

  --state DIR   where the world is kept (default: ${defaultFolder})`;

const shellHelp = `Usage: npm run simulator -- shell [--state DIR]

Opens your shell ($SHELL) in the world that the last "npm start" left; "exit" ends both.
Registries are readable without a login; az wants one, which "oidc-token --help" shows.

  --state DIR   where the world is kept (default: ${defaultFolder})`;

/** Runs one program in the world. */
export const execCommand: Command = {
  name: 'exec',
  summary: 'run an ordinary program in the world and pass its exit code on',
  help: execHelp,
  async run(args, signal) {
    const at = args.indexOf('--');
    const [file, ...rest] = at < 0 ? [] : args.slice(at + 1);
    if (file === undefined)
      throw new UsageError('name the program after "--", e.g. exec -- skopeo --version');
    const { state } = parseOptions(args.slice(0, at), { state: { type: 'string' } });
    return runInWorld(state, [file, ...rest], signal);
  },
};

/** Opens a shell in the world. */
export const shellCommand: Command = {
  name: 'shell',
  summary: 'open a shell in the world',
  help: shellHelp,
  async run(args, signal) {
    const { state } = parseOptions(args, { state: { type: 'string' } });
    return runInWorld(state, [process.env['SHELL'] ?? '/bin/sh'], signal);
  },
};

function runInWorld(
  folder: string | undefined,
  argv: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  return withSimulation({ folder }, async (simulation) => {
    const variables = await prepareProgramVariables(simulation);
    return runProgram(argv, { ...readOwnEnv(), ...variables }, signal);
  });
}

// The program is the user's own: it keeps their environment, the way into the world on top.
function readOwnEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function runProgram(
  argv: readonly string[],
  env: Record<string, string>,
  signal: AbortSignal,
): Promise<number> {
  const [file = '', ...args] = argv;
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: 'inherit', env });
    // Ctrl-C reaches the program by the terminal itself; the world stays until the program has ended.
    signal.addEventListener('abort', () => child.kill('SIGTERM'), { once: true });
    child.once('error', (error) => {
      const reason = findErrorCode(error) === 'ENOENT' ? 'there is no such program in PATH' : error.message;
      reject(new UsageError(`"${file}" cannot be started: ${reason}`));
    });
    child.once('exit', (code, name) => {
      resolve(code ?? 128 + (name === null ? 0 : constants.signals[name]));
    });
  });
}
