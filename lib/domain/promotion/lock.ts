import { ExternalError } from '../../base/errors/index.ts';
import type { Digest } from '../image/index.ts';
import type { Locks, RecordShelf } from './registry.ts';

const locked = { writeEnabled: false, deleteEnabled: false } as const;

/** Whether neither writing nor deleting is allowed. ACR keeps the locks of a tag and of its manifest apart. */
export function isLocked(attributes: Locks): boolean {
  return !attributes.writeEnabled && !attributes.deleteEnabled;
}

/** How often a lock is set again that another client took off at once. */
const lockAttempts = 3;

/**
 * Locks a tag and answers the digest that it is locked on; throws PROMOTION_LOCK_FAILED.
 * A tag that does not point at `expected` is left alone, and the digest it points at is the answer.
 */
export async function lockTag(
  { client, repository }: RecordShelf,
  tag: string,
  expected?: Digest,
): Promise<Digest> {
  for (let attempt = 0; attempt <= lockAttempts; attempt += 1) {
    const found = await client.findTag(repository, tag);
    if (found !== undefined && isLocked(found.attributes)) return found.digest;
    if (found !== undefined && expected !== undefined && found.digest !== expected) return found.digest;
    if (attempt < lockAttempts) await client.setTagAttributes(repository, tag, locked);
  }
  throw lockFailed(`${client.registry}/${repository}:${tag}`);
}

/** Locks a manifest by itself; throws PROMOTION_LOCK_FAILED. */
export async function lockManifest({ client, repository }: RecordShelf, digest: Digest): Promise<void> {
  for (let attempt = 0; attempt <= lockAttempts; attempt += 1) {
    const found = await client.findManifestProperties(repository, digest);
    if (found !== undefined && isLocked(found.attributes)) return;
    if (attempt < lockAttempts) await client.setManifestAttributes(repository, digest, locked);
  }
  throw lockFailed(`${client.registry}/${repository}@${digest}`);
}

function lockFailed(subject: string): ExternalError {
  return new ExternalError('PROMOTION_LOCK_FAILED', {
    subject,
    reason: 'writing or deleting is still allowed after the lock was set',
    system: 'Azure Container Registry',
    operation: 'PATCH attributes',
  });
}
