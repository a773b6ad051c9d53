import { ExternalError } from '../../base/errors/index.ts';
import type { Exec, ExecResult } from '../../base/exec.ts';
import type { Clock } from '../../base/time.ts';
import { chooseDialect } from './allow-list.ts';
import { toScanArgs } from './arguments.ts';
import type { ScanOrder } from './arguments.ts';

/** What a Trivy is run with. */
export interface TrivyOptions {
  /** The program whose hash was found in the allow-list. */
  readonly file: string;
  readonly version: string;
  readonly exec: Exec;
  readonly clock: Clock;
  /** An empty folder: Trivy reads `trivy.yaml`, `.trivyignore` and `trivy-secret.yaml` where it is started. */
  readonly emptyFolder: string;
  /** For its temporary files and as its home. */
  readonly scratchFolder: string;
  readonly signal?: AbortSignal;
}

/** A Trivy that knows neither proxy nor credential, and writes its report to a file. */
export interface Trivy {
  /** Throws SCAN_SCANNER_FAILED or SCAN_TIMEOUT. */
  scan(order: ScanOrder): Promise<void>;
}

/** How long Trivy gets to end by itself once its own time is over. */
const graceMs = 30_000;

export function createTrivy(options: TrivyOptions): Trivy {
  const dialect = chooseDialect(options.version);
  return {
    async scan(order) {
      const started = options.clock.now();
      const result = await start(options, toScanArgs(order, dialect), order.timeoutMs, started);
      if (result.exitCode === 0) return;
      const isLate = /deadline exceeded/.test(result.stderr);
      throw isLate ? late(order.timeoutMs) : failed(describeEnd(result));
    },
  };
}

async function start(
  options: TrivyOptions,
  args: readonly string[],
  timeoutMs: number,
  started: number,
): Promise<ExecResult> {
  const { file, exec, clock, emptyFolder, scratchFolder, signal } = options;
  // The whole environment: no proxy, no token, no registry login, no DOCKER_HOST.
  const env = { HOME: scratchFolder, TMPDIR: scratchFolder, LC_ALL: 'C', NO_COLOR: '1' };
  try {
    return await exec(file, args, {
      ...{ cwd: emptyFolder, env, timeoutMs: timeoutMs + graceMs },
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    signal?.throwIfAborted();
    if (clock.now() - started >= timeoutMs) throw late(timeoutMs, error);
    throw failed(error instanceof Error ? error.message : 'it could not be started', error);
  }
}

function describeEnd({ exitCode, stderr }: ExecResult): string {
  const lines = stderr.split('\n').map((line) => line.replace(/[\p{Cc}\s]+/gu, ' ').trim());
  const last = lines.findLast((line) => line !== '') ?? 'it said nothing';
  return `exit code ${exitCode}: ${last.slice(0, 400)}`;
}

function late(timeoutMs: number, cause?: unknown): ExternalError {
  return explain('SCAN_TIMEOUT', `it had not ended after ${Math.round(timeoutMs / 1000)} s`, cause);
}

function failed(reason: string, cause?: unknown): ExternalError {
  return explain('SCAN_SCANNER_FAILED', reason, cause);
}

function explain(
  code: 'SCAN_TIMEOUT' | 'SCAN_SCANNER_FAILED',
  reason: string,
  cause: unknown,
): ExternalError {
  return new ExternalError(code, { system: 'trivy', operation: 'scan', subject: 'trivy', reason, cause });
}
