import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { createPublicKey, randomBytes, webcrypto } from 'node:crypto';
import type { Claims } from './claims.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const yearMs = 365 * 24 * 3600 * 1000;
/** "Fulcio certificates are valid for 10 minutes": https://docs.sigstore.dev/certificate_authority/overview/ */
const lifetimeMs = 10 * 60 * 1000;

/** The authority with its key, as PEM and PKCS #8 in base64; kept with the world. */
export interface Authority {
  readonly certificate: string;
  readonly key: string;
}

/** Makes the authority that signs the certificates of jobs. */
export async function createAuthority(now: number): Promise<Authority> {
  x509.cryptoProvider.set(webcrypto);
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...{
      name: 'CN=Simulated Fulcio, O=Lazaret',
      keys,
      signingAlgorithm: algorithm,
      serialNumber: makeSerial(),
    },
    ...{ notBefore: new Date(now - yearMs), notAfter: new Date(now + 10 * yearMs) },
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  return { certificate: certificate.toString('pem'), key };
}

/** Certifies a job's key: who the job is stands in the certificate. */
export async function certify(
  authority: Authority,
  { claims, publicKey, now }: { readonly claims: Claims; readonly publicKey: string; readonly now: number },
): Promise<string> {
  x509.cryptoProvider.set(webcrypto);
  const issuer = new x509.X509Certificate(authority.certificate);
  const key = Buffer.from(authority.key, 'base64');
  const certificate = await x509.X509CertificateGenerator.create({
    ...{ subject: '', issuer: issuer.subject, serialNumber: makeSerial(), signingAlgorithm: algorithm },
    ...{ notBefore: new Date(now), notAfter: new Date(now + lifetimeMs) },
    publicKey: await importPublicKey(publicKey),
    signingKey: await webcrypto.subtle.importKey('pkcs8', key, algorithm, false, ['sign']),
    extensions: [
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.codeSigning]),
      new x509.SubjectAlternativeNameExtension(
        [{ type: 'url', value: toUrl(claims.job_workflow_ref) }],
        true,
      ),
      await x509.AuthorityKeyIdentifierExtension.create(await issuer.publicKey.export()),
      ...listFacts(claims).map(
        ([number, value]) => new x509.Extension(`${arc}.${number}`, false, toDer(value)),
      ),
    ],
  });
  return certificate.toString('pem');
}

function importPublicKey(pem: string): Promise<webcrypto.CryptoKey> {
  const spki = createPublicKey(pem).export({ type: 'spki', format: 'der' });
  return webcrypto.subtle.importKey('spki', spki, algorithm, true, ['verify']);
}

// RFC 5280 §4.1.2.2: a positive number of at most 20 octets.
function makeSerial(): string {
  return `01${randomBytes(15).toString('hex')}`;
}

const arc = '1.3.6.1.4.1.57264.1';

// https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md
function listFacts(claims: Claims): readonly (readonly [number, string])[] {
  const { repository, repository_owner: owner } = claims;
  return [
    [8, claims.iss],
    [9, toUrl(claims.job_workflow_ref)],
    [10, claims.job_workflow_sha],
    [11, claims.runner_environment],
    [12, toUrl(repository)],
    [13, claims.sha],
    [14, claims.ref],
    [15, claims.repository_id],
    [16, toUrl(owner)],
    [17, claims.repository_owner_id],
    [18, toUrl(claims.workflow_ref)],
    [19, claims.workflow_sha],
    [20, claims.event_name],
    [21, toUrl(`${repository}/actions/runs/${claims.run_id}/attempts/${claims.run_attempt}`)],
    [22, claims.repository_visibility],
  ];
}

function toUrl(path: string): string {
  return `https://github.com/${path}`;
}

// A UTF8String (X.690 §8.1.3, §8.23).
function toDer(text: string): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.from(text, 'utf8');
  const length = bytes.length < 128 ? [bytes.length] : [0x82, bytes.length >> 8, bytes.length & 0xff];
  return Uint8Array.from([0x0c, ...length, ...bytes]);
}
