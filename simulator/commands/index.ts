import { findErrorCode } from '../../lib/base/error-code.ts';
import { readStartOffset } from '../world/clock.ts';
import { listCommands } from './list.ts';
import { UsageError } from './types.ts';
import type { Command } from './types.ts';

const interruptedExitCode = 130;

/** Runs one command line; answers the exit code: 0 done, 1 failed, 2 wrong usage, 130 interrupted. */
export async function runCommand(argv: readonly string[]): Promise<number> {
  const commands = listCommands();
  const [name = '--help', ...args] = argv;
  const command = commands.find((each) => each.name === name);
  if (command === undefined) return explainUsage(commands, name);
  if (isHelpAsked(command, args)) {
    process.stdout.write(`${command.help}\n`);
    return 0;
  }
  const abort = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      abort.abort(new Error(`stopped by ${signal}`));
    });
  }
  try {
    checkTime();
    return await command.run(args, abort.signal);
  } catch (error) {
    return explainFailure(error, command, abort.signal);
  }
}

// A world would find it out too, but later and not as wrong usage.
function checkTime(): void {
  try {
    readStartOffset(process.env);
  } catch (error) {
    throw new UsageError(readMessage(error));
  }
}

// Everything behind `--` belongs to the program that exec starts.
function isHelpAsked({ name }: Command, args: readonly string[]): boolean {
  const end = args.indexOf('--');
  const own = end < 0 ? args : args.slice(0, end);
  return name !== 'help' && (own.includes('--help') || own.includes('-h'));
}

function explainUsage(commands: readonly Command[], name: string): number {
  const list = commands.map((each) => `  ${each.name.padEnd(12)} ${each.summary}`).join('\n');
  const usage = `Usage: npm run simulator -- COMMAND [--help]\n\n${list}\n`;
  if (name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(usage);
    return 0;
  }
  process.stderr.write(`There is no command "${name}".\n\n${usage}`);
  return 2;
}

function explainFailure(error: unknown, command: Command, signal: AbortSignal): number {
  if (signal.aborted) {
    process.stderr.write('\nstopped\n');
    return interruptedExitCode;
  }
  const message = readMessage(error);
  if (error instanceof UsageError) {
    const line = command.name === 'start' ? 'npm start --' : `npm run simulator -- ${command.name}`;
    process.stderr.write(`${message}\n${line} --help tells more\n`);
    return 2;
  }
  const code = findErrorCode(error);
  process.stderr.write(`${code === undefined || message.startsWith(code) ? '' : `${code}: `}${message}\n`);
  return 1;
}

function readMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
