import { listChildren, parseManifest } from '../../../lib/domain/artifact/index.ts';
import { attachBundle, listAttachments } from '../../../lib/domain/attachment/index.ts';
import type { Digest } from '../../../lib/domain/image/index.ts';
import { statementKinds } from '../../../lib/domain/statement/index.ts';
import { pushDecided, repository } from './estate.ts';
import type { Estate } from './estate.ts';

/** Hangs another image's verdict on the estate's. */
export async function replayVerdict(estate: Estate): Promise<void> {
  const { quarantine } = estate;
  const other = await pushDecided(estate, 'two');
  const shelf = { client: quarantine, repository };
  const type = statementKinds.verdict.predicateType;
  const root = quarantine.open(repository).manifests.get(estate.digest) ?? fail();
  const subject = { ...root, size: root.bytes.length };
  for (const { bundle } of await listAttachments(shelf, other)) {
    if (bundle.ok) await attachBundle(shelf, subject, bundle.value, type);
  }
}

/** Takes a statement away from an image. */
export function removeStatement({ quarantine }: Estate, subject: Digest, predicateType: string): void {
  const { manifests } = quarantine.open(repository);
  for (const [digest, manifest] of manifests) {
    const content = parseManifest(manifest);
    const type = content.annotations['dev.sigstore.bundle.predicateType'];
    if (content.subject?.digest === subject && type === predicateType) manifests.delete(digest);
  }
}

/** One of the image's platforms. */
export function childOf({ quarantine, digest }: Estate): Digest {
  const root = quarantine.open(repository).manifests.get(digest) ?? fail();
  return listChildren(root)[1]?.digest ?? fail();
}

/** Puts one platform's manifest in the place of the other's. */
export function swapChild(estate: Estate): void {
  const { manifests } = estate.quarantine.open(repository);
  const digest = childOf(estate);
  const other = listChildren(manifests.get(estate.digest) ?? fail())[0]?.digest ?? fail();
  manifests.set(digest, { ...(manifests.get(other) ?? fail()) });
}

function fail(): never {
  throw new Error('the estate lacks what the test needs');
}
