import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { findErrorCode } from '../../lib/base/error-code.ts';
import { UsageError } from './types.ts';

type Options = NonNullable<ParseArgsConfig['options']>;
type Values<T extends Options> = ReturnType<typeof parseArgs<{ options: T; strict: true }>>['values'];

/** Parses the options of a command; what it does not know is a usage error. Positional arguments are refused. */
export function parseOptions<T extends Options>(args: readonly string[], options: T): Values<T> {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    if (findErrorCode(error)?.startsWith('ERR_PARSE_ARGS') !== true) throw error;
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
