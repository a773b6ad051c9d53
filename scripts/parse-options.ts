import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { findErrorCode } from '../lib/base/error-code.ts';

const usageExitCode = 2;

/** Node's `parseArgs`; what it does not know ends the program with one sentence and exit code 2. */
export function parseOptions<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    if (findErrorCode(error)?.startsWith('ERR_PARSE_ARGS') !== true) throw error;
    const sentence = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${sentence}\n--help tells more\n`);
    process.exit(usageExitCode);
  }
}
