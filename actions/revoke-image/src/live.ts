import { ExternalError, UserError } from '../../../lib/base/errors/index.ts';
import type { RegistryClient } from '../../../lib/clients/registry/index.ts';
import type { Descriptor } from '../../../lib/domain/artifact/index.ts';
import { formatImageReference } from '../../../lib/domain/image/index.ts';
import type { PinnedImage } from '../../../lib/domain/image/index.ts';
import { findRecord, readSubject } from '../../../lib/domain/promotion/index.ts';
import type { SigningShelf } from '../../../lib/domain/promotion/index.ts';

/** An image of live and where its records are. */
export interface LiveImage {
  readonly target: PinnedImage;
  readonly shelf: SigningShelf & { readonly client: RegistryClient };
}

/**
 * The image's descriptor, for the record's subject: from a record of its, else from the manifest itself.
 * Throws REVOCATION_NOT_LIVE when live knows neither.
 */
export async function findSubject({ target, shelf }: LiveImage): Promise<Descriptor> {
  const { client, repository } = shelf;
  // An intent alone does not tell that the image ever arrived.
  for (const kind of ['revocation', 'promotion'] as const) {
    const stored = await findRecord(shelf, kind, target.digest);
    if (stored !== undefined) return readSubject(shelf, stored);
  }
  const isThere = (await client.findManifestProperties(repository, target.digest)) !== undefined;
  const manifest = isThere ? await client.findManifest(repository, target.digest) : undefined;
  if (manifest !== undefined) {
    return { mediaType: manifest.mediaType, digest: manifest.digest, size: manifest.bytes.length };
  }
  const reason = 'live has neither the manifest nor a record of a promotion';
  throw new UserError('REVOCATION_NOT_LIVE', { subject: formatImageReference(target), reason });
}

/** Stops pulls of the manifest and of every tag on it, and reads that back; throws REVOCATION_INCOMPLETE. */
export async function disableReading({ target, shelf }: LiveImage): Promise<number> {
  const { client, repository } = shelf;
  const found = await client.findManifestProperties(repository, target.digest);
  // A manifest that was deleted since cannot be pulled either; the record keeps it from coming back.
  if (found === undefined) return 0;
  if (found.attributes.readEnabled)
    await client.setManifestAttributes(repository, target.digest, { readEnabled: false });
  for (const tag of found.tags) {
    const properties = await client.findTag(repository, tag);
    if (properties?.digest !== target.digest || !properties.attributes.readEnabled) continue;
    await client.setTagAttributes(repository, tag, { readEnabled: false });
  }
  await assertDisabled({ target, shelf });
  return found.tags.length;
}

async function assertDisabled({ target, shelf }: LiveImage): Promise<void> {
  const { client, repository } = shelf;
  const found = await client.findManifestProperties(repository, target.digest);
  const readable = found?.attributes.readEnabled === true ? [`@${target.digest}`] : [];
  for (const tag of found?.tags ?? []) {
    const properties = await client.findTag(repository, tag);
    if (properties?.digest === target.digest && properties.attributes.readEnabled) readable.push(`:${tag}`);
  }
  if (readable.length === 0) return;
  throw new ExternalError('REVOCATION_INCOMPLETE', {
    subject: formatImageReference(target),
    reason: `reading is still enabled on ${readable.join(', ')}`,
    system: 'Azure Container Registry',
    operation: 'PATCH attributes',
  });
}
