import { createHash } from 'node:crypto';
import { UserError } from '../../base/errors/index.ts';
import { renderBundle } from './bundle.ts';
import { findDerSignature } from './ecdsa.ts';
import { encodePae, payloadType } from './pae.ts';
import { renderStatement } from './statement.ts';
import type { Signer, Statement } from './types.ts';

/** Signs a statement and answers the bytes of its bundle. */
export function signStatement(statement: Statement, signer: Signer): Promise<Uint8Array> {
  return signPayload(renderStatement(statement), signer);
}

/** Signs the bytes of a statement as they are, e.g. a record that is rendered elsewhere. */
export async function signPayload(payload: Uint8Array, signer: Signer): Promise<Uint8Array> {
  const digest = createHash('sha256').update(encodePae(payloadType, payload)).digest();
  const raw = await signer.sign(digest);
  const signature = findDerSignature(raw);
  if (signature === undefined) {
    throw new UserError('STATEMENT_SIGNATURE_INVALID', {
      subject: signer.keyHint,
      reason: `the signer answered ${raw.length} bytes, a signature on P-256 has 64`,
    });
  }
  return renderBundle({ keyHint: signer.keyHint, payloadType, payload, signature });
}
