import { formatImageReference } from '../image/index.ts';
import type { ScanReason } from '../report/index.ts';
import type { Database } from './types.ts';

const maxSkewMs = 5 * 60_000;

/** Whether the database is too old or from the future, as reasons of the report. */
export function judgeAge(
  database: Pick<Database, 'image' | 'updatedAt'>,
  now: number,
  maxAgeMs: number,
): readonly ScanReason[] {
  const subject = formatImageReference(database.image);
  const age = now - database.updatedAt;
  const hours = Math.floor(age / 3_600_000);
  if (age > maxAgeMs) {
    return [{ code: 'SCAN_DATABASE_STALE', subject, reason: `it was made ${hours} h ago` }];
  }
  if (age < -maxSkewMs) {
    return [{ code: 'SCAN_DATABASE_FUTURE', subject, reason: `it will be made in ${-hours} h` }];
  }
  return [];
}
