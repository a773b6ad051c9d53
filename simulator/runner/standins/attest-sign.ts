import { X509Certificate, generateKeyPairSync, sign } from 'node:crypto';
import * as v from 'valibot';
import { readClaims } from './attest-provenance.ts';
import type { StandInCall } from './types.ts';

const payloadType = 'application/vnd.in-toto+json';

const Certified = v.object({
  signedCertificateDetachedSct: v.object({
    chain: v.object({ certificates: v.pipe(v.array(v.string()), v.minLength(1)) }),
  }),
});

/** Signs a statement with a key that lives for this step alone, as a Sigstore bundle (protobuf-specs, v0.3). */
export async function signStatement(
  { ask }: StandInCall,
  { statement, identity }: { readonly statement: object; readonly identity: string },
) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const subject = Buffer.from(readClaims(identity).sub);
  const body = {
    credentials: { oidcIdentityToken: identity },
    publicKeyRequest: {
      publicKey: { algorithm: 'ECDSA', content: publicKey.export({ type: 'spki', format: 'pem' }) },
      proofOfPossession: sign('sha256', subject, privateKey).toString('base64'),
    },
  };
  const url = 'https://fulcio.githubapp.com/api/v2/signingCert';
  const response = await ask(new Request(url, { method: 'POST', body: JSON.stringify(body) }));
  const text = await response.text();
  if (!response.ok) throw new Error(`Failed to sign: ${response.status} ${text}`);
  const { chain } = v.parse(Certified, JSON.parse(text)).signedCertificateDetachedSct;
  const leaf = new X509Certificate(chain.certificates[0] ?? '').raw;
  const payload = Buffer.from(JSON.stringify(statement));
  const signature = sign('sha256', encodePae(payload), privateKey);
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: { certificate: { rawBytes: leaf.toString('base64') }, tlogEntries: [] },
    dsseEnvelope: {
      ...{ payload: payload.toString('base64'), payloadType },
      signatures: [{ sig: signature.toString('base64') }],
    },
  };
}

// https://github.com/secure-systems-lab/dsse/blob/master/protocol.md
function encodePae(payload: Buffer): Buffer {
  const head = `DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `;
  return Buffer.concat([Buffer.from(head), payload]);
}
