/** The media type of an in-toto statement in an envelope (in-toto Attestation Framework, spec/v1/envelope.md). */
export const payloadType = 'application/vnd.in-toto+json';

/** The bytes that a DSSE signature is over: DSSE v1, protocol.md, "Signature Definition" (pre-authentication encoding). */
export function encodePae(type: string, payload: Uint8Array): Uint8Array {
  const head = `DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `;
  return Buffer.concat([Buffer.from(head, 'utf8'), payload]);
}
