import { ExternalError } from '../../base/errors/index.ts';
import type { Digest } from '../image/index.ts';
import type { Locks, RecordShelf } from './registry.ts';

const locked = { writeEnabled: false, deleteEnabled: false } as const;

/** Whether neither writing nor deleting is allowed. ACR keeps the locks of a tag and of its manifest apart. */
export function isLocked(attributes: Locks): boolean {
  return !attributes.writeEnabled && !attributes.deleteEnabled;
}

/**
 * Locks a tag and answers the digest that it is locked on; throws PROMOTION_LOCK_FAILED.
 * A tag that does not point at `expected` is left alone, and the digest it points at is the answer.
 */
export async function lockTag(
  { client, repository }: RecordShelf,
  tag: string,
  expected?: Digest,
): Promise<Digest> {
  const before = await client.findTag(repository, tag);
  if (before !== undefined && isLocked(before.attributes)) return before.digest;
  if (before !== undefined && expected !== undefined && before.digest !== expected) return before.digest;
  await client.setTagAttributes(repository, tag, locked);
  const after = await client.findTag(repository, tag);
  if (after !== undefined && isLocked(after.attributes)) return after.digest;
  throw lockFailed(`${client.registry}/${repository}:${tag}`);
}

/** Locks a manifest by itself; throws PROMOTION_LOCK_FAILED. */
export async function lockManifest({ client, repository }: RecordShelf, digest: Digest): Promise<void> {
  const before = await client.findManifestProperties(repository, digest);
  if (before !== undefined && isLocked(before.attributes)) return;
  await client.setManifestAttributes(repository, digest, locked);
  const after = await client.findManifestProperties(repository, digest);
  if (after === undefined || !isLocked(after.attributes)) {
    throw lockFailed(`${client.registry}/${repository}@${digest}`);
  }
}

function lockFailed(subject: string): ExternalError {
  return new ExternalError('PROMOTION_LOCK_FAILED', {
    subject,
    reason: 'writing or deleting is still allowed after the lock was set',
    system: 'Azure Container Registry',
    operation: 'PATCH attributes',
  });
}
