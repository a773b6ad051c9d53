import type { RunResult } from '../../../lib/action/index.ts';
import type { Log } from '../../../lib/base/log.ts';
import type { Outcome } from './import-one.ts';
import type { Outputs } from './inputs.ts';

/** The outputs of a single image; its error fails the step as it is. */
export function concludeOne([outcome]: readonly Outcome[], log: Log): RunResult<Outputs> {
  if (outcome === undefined) throw new Error('there was no image');
  if (outcome.error !== undefined) throw outcome.error;
  const { row } = outcome;
  log.info(`${row.image} is complete (${row.status})`);
  return { image: row.image, digest: row.digest, status: row.status, results: JSON.stringify([row]) };
}

/** The outputs of a lock file, with a line an image that failed; one that failed fails the step. */
export function concludeLock(outcomes: readonly Outcome[], log: Log): RunResult<Outputs> {
  for (const { order, row } of outcomes) {
    if (row.status === 'failed') log.error(`${row.code ?? ''}: ${row.problem ?? ''}`, order.place);
  }
  const rows = outcomes.map(({ row }) => row);
  const count = (status: string): number => rows.filter((row) => row.status === status).length;
  const status = count('failed') > 0 ? 'failed' : count('imported') > 0 ? 'imported' : 'present';
  return {
    outputs: { image: '', digest: '', status, results: JSON.stringify(rows) },
    verdict: {
      isFailure: status === 'failed',
      message: renderVerdict(rows.length, count('imported'), count('failed')),
    },
  };
}

function renderVerdict(all: number, imported: number, failed: number): string {
  if (failed === 0) return `All ${all} images are in quarantine, ${imported} of them since this run`;
  return `IMPORT_LOCK_INCOMPLETE: ${failed} of ${all} images are not in quarantine; each has an error of its own. The others are; run the job again when the cause is mended`;
}
