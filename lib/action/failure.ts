import { inspect } from 'node:util';
import { CodedError, ExternalError } from '../base/errors/index.ts';
import { escapeMarkdown } from '../base/markdown.ts';
import type { Log } from '../base/log.ts';
import { CancelledError } from './cancellation.ts';

/** How a step that did not succeed is told: one line, one remedy, one exit code. */
export interface Failure {
  readonly kind: 'failed' | 'cancelled' | 'bug';
  readonly code: string;
  /** What failed, the subject in quotes, why. */
  readonly what: string;
  readonly remedy: string;
  readonly exitCode: number;
}

const maxCauses = 8;

/** Sorts an error into the three kinds: the caller's or a system's (coded), cancelled, or a bug of the action. */
export function describeFailure(action: string, error: unknown): Failure {
  if (error instanceof CodedError) {
    return { kind: 'failed', code: error.code, what: error.message, remedy: error.remedy, exitCode: 1 };
  }
  if (error instanceof CancelledError) {
    const remedy = 'Run the job again to continue.';
    const what = `The step was ${error.message}: "${action}": the job was stopped before the work was done`;
    return {
      kind: 'cancelled',
      code: 'CANCELLED',
      what,
      remedy,
      exitCode: error.signal === 'SIGINT' ? 130 : 143,
    };
  }
  const what = `The action has a bug: "${action}": ${nameOf(error)}`;
  const remedy = 'Please report it, with the log of a re-run with debug logging.';
  return { kind: 'bug', code: 'BUG', what, remedy, exitCode: 1 };
}

/** Prints the causes in a closed group, the stack for debugging, and last the one line that everybody sees. */
export async function reportFailure(log: Log, failure: Failure, error: unknown): Promise<void> {
  const causes = listCauses(error);
  if (causes.length > 0) {
    await log.group('Cause', async () => causes.forEach((cause) => log.info(mute(cause))));
  }
  for (const line of stackOf(error).split('\n')) log.debug(line);
  log.error(`${failure.code}: ${failure.what} — ${failure.remedy}`);
}

/** The same sentence for the summary, and what the reader must not expect to be there. */
export function renderFailure(action: string, failure: Failure): string {
  const title = failure.kind === 'cancelled' ? 'was cancelled' : 'failed';
  return [
    `### ❌ ${action} ${title}`,
    '',
    `**${failure.code}**: ${escapeMarkdown(failure.what)}`,
    '',
    escapeMarkdown(failure.remedy),
    '',
    'No output of this step was written; nothing that depends on it should run.',
    '',
  ].join('\n');
}

function listCauses(error: unknown): readonly string[] {
  const lines: string[] = [];
  let current = error;
  for (let depth = 0; depth < maxCauses && current !== undefined; depth += 1) {
    lines.push(...(current instanceof ExternalError ? [renderCall(current)] : []));
    current = causeOf(current);
    if (current !== undefined && !(current instanceof ExternalError))
      lines.push(`caused by ${nameOf(current)}`);
  }
  return lines;
}

function renderCall(error: ExternalError): string {
  const facts = [
    `${error.system}: ${error.operation}`,
    error.status === undefined ? undefined : `status ${error.status}`,
    error.correlationId === undefined ? undefined : `correlation id ${error.correlationId}`,
    error.isRetryable ? 'may succeed when repeated' : undefined,
  ];
  return facts.filter((fact) => fact !== undefined).join(', ');
}

function causeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'cause' in error ? error.cause : undefined;
}

// By shape: errors of Node itself may come from another realm.
function nameOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('message' in error))
    return inspect(error, { depth: 1 });
  const name = 'name' in error && typeof error.name === 'string' ? error.name : 'Error';
  return `${name}: ${String(error.message)}`;
}

function stackOf(error: unknown): string {
  const hasStack = typeof error === 'object' && error !== null && 'stack' in error;
  return hasStack && typeof error.stack === 'string' ? error.stack : '';
}

function mute(line: string): string {
  return `\u001b[90m${line}\u001b[39m`;
}
