import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { ExternalError } from '../../../lib/base/errors/index.ts';
import { formatTime } from '../../../lib/base/time.ts';
import type { FeedClient } from '../../../lib/clients/feed/index.ts';
import { maxSnapshotBytes } from '../../../lib/domain/snapshot/index.ts';
import type { SnapshotKind } from '../../../lib/domain/snapshot/index.ts';

/** A file as it was published, and the time that it says it is of. */
export interface Published {
  readonly content: Uint8Array;
  readonly date: number;
}

const maxSkewMs = 5 * 60_000;
const unpack = promisify(gunzip);

/** Fetches a file and holds it against its form. Throws SNAPSHOT_* and NETWORK_* codes. */
export async function readPublished(kind: SnapshotKind, feeds: FeedClient, now: number): Promise<Published> {
  const bytes = await feeds.readFile(kind.source, maxSnapshotBytes);
  const content = kind.source.endsWith('.gz') ? await unpackBounded(kind, bytes) : bytes;
  const read = kind.readDate(decode(kind, content));
  if ('problem' in read) throw fail('SNAPSHOT_MALFORMED', kind, read.problem);
  if (read.date <= now + maxSkewMs) return { content, date: read.date };
  throw fail('SNAPSHOT_FUTURE', kind, `it is of ${formatTime(read.date)}`);
}

/** A snapshot that is not taken. */
export function fail(
  code: 'SNAPSHOT_MALFORMED' | 'SNAPSHOT_FUTURE' | 'SNAPSHOT_OLDER',
  kind: SnapshotKind,
  reason: string,
): ExternalError {
  const { host } = new URL(kind.source);
  return new ExternalError(code, { subject: kind.source, reason, system: host, operation: 'read' });
}

async function unpackBounded(kind: SnapshotKind, bytes: Uint8Array): Promise<Uint8Array> {
  try {
    return await unpack(bytes, { maxOutputLength: maxSnapshotBytes });
  } catch {
    throw fail(
      'SNAPSHOT_MALFORMED',
      kind,
      `it is no gzip file, or unpacks to more than ${maxSnapshotBytes} bytes`,
    );
  }
}

function decode(kind: SnapshotKind, content: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw fail('SNAPSHOT_MALFORMED', kind, 'it is no UTF-8 text');
  }
}
