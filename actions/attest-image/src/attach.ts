import { formatTime } from '../../../lib/base/time.ts';
import type { VaultSigner } from '../../../lib/clients/keyvault/index.ts';
import { attachBundle, listAttachments, sortStatements } from '../../../lib/domain/attachment/index.ts';
import type { AttachmentShelf } from '../../../lib/domain/attachment/index.ts';
import type { Descriptor } from '../../../lib/domain/artifact/index.ts';
import { computeDigest } from '../../../lib/domain/image/index.ts';
import type { Digest } from '../../../lib/domain/image/index.ts';
import { renderStatement, signStatement, verifyStatement } from '../../../lib/domain/statement/index.ts';
import type { TrustedKeys } from '../../../lib/domain/statement/index.ts';
import type { Draft } from './draft.ts';

/** Where and by whom a statement is attached. */
export interface Desk {
  readonly shelf: AttachmentShelf;
  readonly subject: Descriptor;
  readonly signer: VaultSigner;
  readonly now: number;
}

/** A statement that hangs on the image. */
export interface Attached {
  readonly status: 'attached' | 'present';
  readonly statementDigest: Digest;
  readonly bundleDigest: Digest;
  readonly predicateType: string;
}

/** An equal statement by this key that is there already: the same words at its own time. */
export async function findEqual(desk: Desk, draft: Draft): Promise<Attached | undefined> {
  const attachments = await listAttachments(desk.shelf, desk.subject.digest);
  const { verified } = sortStatements(attachments, expect(desk, draft));
  const equal = verified.find(
    ({ madeAt, payloadDigest }) =>
      computeDigest(renderStatement(draft.build(formatTime(madeAt)))) === payloadDigest,
  );
  if (equal === undefined) return undefined;
  const { predicateType } = draft.build(formatTime(equal.madeAt));
  const { payloadDigest: statementDigest, manifestDigest: bundleDigest } = equal;
  return { status: 'present', statementDigest, bundleDigest, predicateType };
}

/** Signs the statement as of now and attaches it; what the vault answered is verified before it is written. */
export async function signAndAttach(desk: Desk, draft: Draft): Promise<Attached> {
  const statement = draft.build(formatTime(desk.now));
  const bundle = await signStatement(statement, desk.signer);
  const { payloadDigest: statementDigest } = verifyStatement(bundle, expect(desk, draft));
  const { predicateType } = statement;
  const bundleDigest = await attachBundle(desk.shelf, desk.subject, bundle, predicateType);
  return { status: 'attached', statementDigest, bundleDigest, predicateType };
}

function expect({ signer, subject, now }: Desk, { kind }: Draft) {
  return { kinds: [kind], subject: subject.digest, keys: trustOwn(signer), now };
}

// Only for finding one's own words again; whether others trust the key is for `lazaret.yaml` to say.
function trustOwn({ key, keyHint }: VaultSigner): TrustedKeys {
  const always = { validFrom: 0, validUntil: Number.MAX_SAFE_INTEGER };
  const { publicKey } = key;
  return new Map([[keyHint, { name: key.id.name, purpose: 'provenance', keyHint, publicKey, ...always }]]);
}
