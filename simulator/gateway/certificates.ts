import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { createPrivateKey, randomBytes, webcrypto } from 'node:crypto';

/** PEM texts of one start of the gateway. */
export interface Certificates {
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const dayMs = 86_400_000;

/**
 * Makes a CA and one server certificate for all hosts (exact names and `*.suffix`).
 * Validity comes from the machine's clock, not the simulated one: foreign programs check it by theirs.
 */
export async function createCertificates(hosts: readonly string[]): Promise<Certificates> {
  x509.cryptoProvider.set(webcrypto);
  const [caKeys, keys] = [await generateKeys(), await generateKeys()];
  const ca = await createAuthority(caKeys);
  const leaf = await createLeaf(ca, { caKeys, keys, hosts });
  return { ca: toPem(ca), certificate: toPem(leaf) + toPem(ca), key: await exportKey(keys.privateKey) };
}

async function createAuthority(keys: webcrypto.CryptoKeyPair): Promise<x509.X509Certificate> {
  return x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Simulated world, O=Lazaret',
    keys,
    signingAlgorithm: algorithm,
    ...validity(),
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
}

async function createLeaf(
  ca: x509.X509Certificate,
  parts: { caKeys: webcrypto.CryptoKeyPair; keys: webcrypto.CryptoKeyPair; hosts: readonly string[] },
): Promise<x509.X509Certificate> {
  const names = ['localhost', ...parts.hosts].map((value) => ({ type: 'dns' as const, value }));
  return x509.X509CertificateGenerator.create({
    subject: 'CN=gateway',
    issuer: ca.subject,
    publicKey: parts.keys.publicKey,
    signingKey: parts.caKeys.privateKey,
    signingAlgorithm: algorithm,
    ...validity(),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([...names, { type: 'ip', value: '127.0.0.1' }]),
      await x509.SubjectKeyIdentifierExtension.create(parts.keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(parts.caKeys.publicKey),
    ],
  });
}

function validity() {
  const now = Date.now();
  return {
    // RFC 5280 §4.1.2.2: a positive number of at most 20 octets.
    serialNumber: `01${randomBytes(15).toString('hex')}`,
    notBefore: new Date(now - dayMs),
    notAfter: new Date(now + 30 * dayMs),
  };
}

function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
}

async function exportKey(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key));
  return String(
    createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).export({ format: 'pem', type: 'pkcs8' }),
  );
}

function toPem(certificate: x509.X509Certificate): string {
  return `${certificate.toString('pem')}\n`;
}
