import { toData } from './data.ts';
import type { ExpressionData } from '@actions/expressions/data/expressiondata';
import type { Json } from './json.ts';

/** How things stand where a condition is asked. */
export type Status = 'success' | 'failure' | 'cancelled' | 'skipped';

/** A function beyond those that the evaluator brings. */
export interface ExpressionFunction {
  readonly name: string;
  readonly minArgs: number;
  readonly maxArgs: number;
  call(...args: ExpressionData[]): ExpressionData;
}

export interface FunctionSource {
  status(): Status;
  /** The digest of the files that match, or an empty text. */
  hashFiles?(patterns: readonly string[]): string;
}

const maxPatterns = 255;

/**
 * The status functions and hashFiles.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#status-check-functions
 */
export function buildFunctions(source: FunctionSource): readonly ExpressionFunction[] {
  return [
    plain('success', () => source.status() === 'success'),
    plain('failure', () => source.status() === 'failure'),
    plain('cancelled', () => source.status() === 'cancelled'),
    plain('always', () => true),
    {
      name: 'hashFiles',
      minArgs: 1,
      maxArgs: maxPatterns,
      call: (...args) => toData(source.hashFiles?.(args.map((each) => each.coerceString())) ?? ''),
    },
  ];
}

function plain(name: string, answer: () => Json): ExpressionFunction {
  return { name, minArgs: 0, maxArgs: 0, call: () => toData(answer()) };
}
