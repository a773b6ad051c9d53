import { createHash } from 'node:crypto';
import { ExternalError } from '../../base/errors/index.ts';
import { isTransientStatus, parseRetryAfter, retry } from '../../base/retry.ts';
import type { Attempt } from '../../base/retry.ts';
import { manifestMediaTypes, maxManifestBytes } from '../../domain/artifact/index.ts';
import type { Manifest } from '../../domain/artifact/index.ts';
import { computeDigest, isDigest } from '../../domain/image/index.ts';
import type { Digest } from '../../domain/image/index.ts';
import { isNetworkFailure } from '../http/index.ts';
import type { RestResponse } from '../http/index.ts';
import { refused, send, toCall } from './api.ts';
import type { ApiCall, RegistryApi } from './api.ts';
import { malformed, mismatch } from './failures.ts';
import type { ManifestUpload } from './types.ts';

const accept = { Accept: manifestMediaTypes.join(', ') };

/** The digest that a tag points at now. */
export async function findDigest(
  api: RegistryApi,
  repository: string,
  tag: string,
): Promise<Digest | undefined> {
  const subject = `${repository}:${tag}`;
  const path = `/v2/${repository}/manifests/${tag}`;
  const call: ApiCall = { method: 'HEAD', path, headers: accept, operation: 'resolve', subject };
  const response = await send(api, call);
  if (response.status === 404) return undefined;
  if (response.status !== 200) throw refused(api, call, response);
  return readDigest(api, call, response);
}

/** A manifest by digest; its bytes are hashed again. */
export async function findManifest(
  api: RegistryApi,
  repository: string,
  digest: Digest,
): Promise<Manifest | undefined> {
  const path = `/v2/${repository}/manifests/${digest}`;
  const subject = `${repository}@${digest}`;
  const call: ApiCall = {
    method: 'GET',
    path,
    headers: accept,
    maxBytes: maxManifestBytes,
    operation: 'pull',
    subject,
  };
  const response = await send(api, call);
  if (response.status === 404) return undefined;
  if (response.status !== 200) throw refused(api, call, response);
  assertDigest(api, call, response.bytes, digest);
  const mediaType = response.headers.get('content-type')?.split(';')[0]?.trim();
  if (mediaType === undefined || mediaType === '') throw malformed(toCall(api, call), 'no Content-Type');
  return { mediaType, digest, bytes: response.bytes };
}

/** Throws unless the bytes have the digest. */
export function assertDigest(api: RegistryApi, call: ApiCall, bytes: Uint8Array, digest: Digest): void {
  const [algorithm = 'sha256', hex] = digest.split(':');
  const actual = createHash(algorithm).update(bytes).digest('hex');
  if (actual !== hex) throw mismatch(toCall(api, call), `the bytes have the digest ${algorithm}:${actual}`);
}

/** Writes a manifest, by digest as often as it takes, by tag never over what somebody else wrote meanwhile. */
export async function writeManifest(
  api: RegistryApi,
  repository: string,
  upload: ManifestUpload,
): Promise<Digest> {
  const digest = computeDigest(upload.bytes);
  const { tag } = upload;
  const call: ApiCall = {
    method: 'PUT',
    path: `/v2/${repository}/manifests/${tag ?? digest}`,
    headers: { 'Content-Type': upload.mediaType },
    body: upload.bytes,
    operation: 'push',
    subject: tag === undefined ? `${repository}@${digest}` : `${repository}:${tag}`,
    isRepeatable: tag === undefined,
  };
  if (tag === undefined) return checkWritten(api, call, await send(api, call), digest);
  return retry(() => tryTag(api, call, { repository, tag, digest }), api.policy, api.ports);
}

interface TagWrite {
  readonly repository: string;
  readonly tag: string;
  readonly digest: Digest;
}

// A PUT of the same content is harmless, but the tag may have been moved between a lost reply and the repetition.
async function tryTag(api: RegistryApi, call: ApiCall, write: TagWrite): Promise<Attempt<Digest>> {
  try {
    const response = await send(api, call);
    if (!isTransientStatus(response.status)) {
      return { kind: 'settled', value: checkWritten(api, call, response, write.digest) };
    }
    const retryAfterMs = parseRetryAfter(response.headers.get('retry-after'), api.ports.clock.now());
    return await readBack(api, write, refused(api, call, response), retryAfterMs);
  } catch (error) {
    if (!isNetworkFailure(error) || !error.isRetryable) throw error;
    return readBack(api, write, error, undefined);
  }
}

async function readBack(
  api: RegistryApi,
  write: TagWrite,
  error: Error,
  retryAfterMs: number | undefined,
): Promise<Attempt<Digest>> {
  const found = await findDigest(api, write.repository, write.tag);
  if (found === write.digest) return { kind: 'settled', value: write.digest };
  if (found === undefined) return { kind: 'transient', concede: () => rethrow(error), retryAfterMs };
  throw new ExternalError('REGISTRY_OUTCOME_UNKNOWN', {
    system: 'Azure Container Registry',
    operation: 'push',
    subject: `${api.registry}/${write.repository}:${write.tag}`,
    reason: `it points at ${found}, not at ${write.digest}`,
    isRetryable: true,
    cause: error,
  });
}

function checkWritten(api: RegistryApi, call: ApiCall, response: RestResponse, digest: Digest): Digest {
  if (response.status !== 201 && response.status !== 200) throw refused(api, call, response);
  const written = readDigest(api, call, response);
  if (written === digest) return digest;
  throw mismatch(toCall(api, call), `sent ${digest}, the registry wrote ${written}`);
}

function readDigest(api: RegistryApi, call: ApiCall, response: RestResponse): Digest {
  const digest = response.headers.get('docker-content-digest');
  if (digest !== undefined && isDigest(digest)) return digest;
  throw malformed(toCall(api, call), 'no usable Docker-Content-Digest');
}

function rethrow(error: Error): never {
  throw error;
}
