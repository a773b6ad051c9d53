import { X509Certificate, verify } from 'node:crypto';
import { bundleFromJSON, isBundleWithCertificateChain } from '@sigstore/bundle';
import * as v from 'valibot';
import { encodePae } from '../../../lib/domain/statement/index.ts';
import type { Simulation } from '../../../simulator/simulation.ts';

const TrustBundle = v.object({
  chains: v.tuple([v.object({ certificates: v.tuple([v.string()]) })]),
});

const Statement = v.object({
  subject: v.array(v.object({ name: v.string(), digest: v.object({ sha256: v.string() }) })),
  predicateType: v.string(),
  predicate: v.record(v.string(), v.unknown()),
});

/** What somebody said under a certificate of the simulated Fulcio. */
export interface Signed extends v.InferOutput<typeof Statement> {
  /** Who: the certificate's subject alternative name. */
  readonly signer: string | undefined;
}

/** Reads a Sigstore bundle as everybody's library does, and checks chain and signature. Throws where they do not hold. */
export async function readSigned({ services }: Simulation, given: unknown): Promise<Signed> {
  const bundle = bundleFromJSON(given);
  const { content, verificationMaterial } = bundle;
  if (content.$case !== 'dsseEnvelope' || isBundleWithCertificateChain(bundle))
    throw new Error('not the form of version 0.3');
  if (verificationMaterial.content.$case !== 'certificate') throw new Error('no certificate');
  const leaf = new X509Certificate(verificationMaterial.content.certificate.rawBytes);
  const authority = await readAuthority(services);
  if (!leaf.checkIssued(authority) || !leaf.verify(authority.publicKey)) throw new Error('another authority');
  const { payload, payloadType, signatures } = content.dsseEnvelope;
  const pae = encodePae(payloadType, payload);
  if (!verify('sha256', pae, leaf.publicKey, signatures[0]?.sig ?? Buffer.alloc(0)))
    throw new Error('the signature does not hold');
  return { ...v.parse(Statement, JSON.parse(payload.toString())), signer: leaf.subjectAltName };
}

async function readAuthority(services: Simulation['services']): Promise<X509Certificate> {
  const answer = await services.ask(new Request('https://fulcio.githubapp.com/api/v2/trustBundle'));
  const [{ certificates }] = v.parse(TrustBundle, await answer.json()).chains;
  return new X509Certificate(certificates[0]);
}
