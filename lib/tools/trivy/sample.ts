import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeTarHeader, tarEnd, tarPadding } from '../../domain/context/index.ts';
import { mediaTypes } from '../../domain/artifact/index.ts';
import { computeDigest, digestHex } from '../../domain/image/index.ts';
import { renderLayout } from '../../domain/scanning/index.ts';

/** What the sample image has in it; the digests are of the layers' contents. */
export interface Sample {
  /** Digest of the configuration. */
  readonly imageId: string;
  readonly planted: string;
  readonly clean: string;
}

/** Found in every database since 2021 and 2023: https://github.com/advisories/GHSA-35jh-r3h4-6jhm and DSA-5417. */
export const plantedIds: readonly string[] = ['CVE-2021-23337', 'CVE-2023-0464'];

const release = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nID=debian\n';

// dpkg keeps each package of a distroless image in a file of its own, so that two layers can each have one.
const plantedFiles: readonly [string, string][] = [
  ['app/node_modules/lodash/package.json', renderNode('lodash', '4.17.20')],
  ['etc/debian_version', '12.0\n'],
  ['etc/os-release', release],
  ['var/lib/dpkg/status.d/openssl', renderDebian('openssl', '3.0.8-1')],
];
const cleanFiles: readonly [string, string][] = [
  ['clean/node_modules/lodash/package.json', renderNode('lodash', '999.0.0')],
  // A package that no distribution has: real ones may get a finding without a fixed version any day.
  ['var/lib/dpkg/status.d/lazaret-clean', renderDebian('lazaret-clean', '1.0-1')],
];

/** Writes an image with a vulnerable and a clean layer, each with an npm and a Debian package. */
export async function writeSample(folder: string): Promise<Sample> {
  const blobs = join(folder, 'blobs', 'sha256');
  await mkdir(blobs, { recursive: true });
  const put = async (bytes: Uint8Array, mediaType: string) => {
    const digest = computeDigest(bytes);
    await writeFile(join(blobs, digestHex(digest)), bytes);
    return { mediaType, digest, size: bytes.length };
  };
  const type = 'application/vnd.oci.image.layer.v1.tar';
  const planted = await put(writeTar(plantedFiles), type);
  const clean = await put(writeTar(cleanFiles), type);
  const layers = [planted, clean];
  const config = await put(encode(describeConfig(layers.map(({ digest }) => digest))), configType);
  const mediaType = mediaTypes.ociManifest;
  const bytes = encode({ schemaVersion: 2, mediaType, config, layers });
  const { digest } = await put(bytes, mediaType);
  for (const [name, text] of renderLayout([{ mediaType, digest, bytes }]))
    await writeFile(join(folder, name), text);
  return { imageId: config.digest, planted: planted.digest, clean: clean.digest };
}

const configType = 'application/vnd.oci.image.config.v1+json';

function describeConfig(diffIds: readonly string[]): object {
  const created = '2026-01-01T00:00:00Z';
  return {
    ...{ architecture: 'amd64', os: 'linux', created, config: {} },
    rootfs: { type: 'layers', diff_ids: diffIds },
    history: diffIds.map((digest) => ({ created, created_by: `COPY ${digest} /` })),
  };
}

function renderNode(name: string, version: string): string {
  return `${JSON.stringify({ name, version, license: 'MIT' })}\n`;
}

function renderDebian(name: string, version: string): string {
  const fields = { Package: name, Status: 'install ok installed', Architecture: 'amd64', Version: version };
  return `${Object.entries(fields)
    .map(([field, value]) => `${field}: ${value}\n`)
    .join('')}Source: ${name}\n`;
}

function writeTar(files: readonly [string, string][]): Uint8Array {
  const parts = files.flatMap(([path, content]) => {
    const bytes = Buffer.from(content);
    const header = encodeTarHeader({ kind: 'file', path, size: bytes.length, isExecutable: false });
    return [header, bytes, tarPadding(bytes.length)];
  });
  return Buffer.concat([...parts, tarEnd]);
}

function encode(value: object): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}
