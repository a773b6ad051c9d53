import type { Descriptor } from '../artifact/index.ts';
import type { Digest } from '../image/index.ts';
import { buildApproval, renderStatement, statementKinds } from '../statement/index.ts';
import type { ApprovalRecord } from '../statement/index.ts';
import { buildApprovalTag } from './manifest.ts';
import type { SigningShelf } from './registry.ts';
import { ensureTagged } from './tagged.ts';

/** An approval as live holds it. */
export interface StoredApproval {
  readonly record: ApprovalRecord;
  /** The digest of the payload. */
  readonly digest: Digest;
  readonly manifestDigest: Digest;
}

/** Leaves exactly one signed and locked approval of an attempt about an image: the given one, or the one observed before. */
export async function ensureApproval(
  shelf: SigningShelf,
  record: ApprovalRecord,
  subject: Descriptor,
): Promise<StoredApproval> {
  const image = subject.digest;
  const payload = renderStatement({
    subject: { name: `${shelf.client.registry}/${shelf.repository}`, digest: image },
    predicateType: statementKinds.approval.predicateType,
    predicate: buildApproval(record),
  });
  const order = { kind: 'approval', image, tag: buildApprovalTag(image, record.run) } as const;
  const { statement, manifestDigest } = await ensureTagged(shelf, order, payload, subject);
  return { record: statement.predicate, digest: statement.payloadDigest, manifestDigest };
}
