import { createHash } from 'node:crypto';
import { isTransientStatus, parseRetryAfter, retry } from '../../base/retry.ts';
import type { Attempt } from '../../base/retry.ts';
import { computeDigest } from '../../domain/image/index.ts';
import type { Digest } from '../../domain/image/index.ts';
import { isNetworkFailure } from '../http/index.ts';
import type { RestResponse } from '../http/index.ts';
import { refused, send, toCall } from './api.ts';
import type { ApiCall, RegistryApi } from './api.ts';
import { malformed, mismatch } from './failures.ts';
import { assertDigest } from './manifests.ts';

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const octets = { 'Content-Type': 'application/octet-stream' };

/** A blob of at most `maxBytes`, hashed again; it may lie behind a redirect. */
export async function findBlob(
  api: RegistryApi,
  repository: string,
  digest: Digest,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  const path = `/v2/${repository}/blobs/${digest}`;
  const call: ApiCall = {
    method: 'GET',
    path,
    maxBytes,
    operation: 'pull',
    subject: `${repository}@${digest}`,
  };
  const response = await follow(api, call, await send(api, call));
  if (response.status === 404) return undefined;
  if (response.status !== 200) throw refused(api, call, response);
  assertDigest(api, call, response.bytes, digest);
  return response.bytes;
}

/** Takes the pieces of a blob, from the first one again when the connection broke. */
export type BlobSink = (pieces: AsyncIterable<Uint8Array>) => Promise<void>;

/** Hands a blob over in pieces that are hashed on the way; the sink ends well only when the hash holds. */
export async function streamBlob(
  api: RegistryApi,
  repository: string,
  blob: { readonly digest: Digest; readonly maxBytes: number },
  sink: BlobSink,
): Promise<boolean> {
  const { digest, maxBytes } = blob;
  const path = `/v2/${repository}/blobs/${digest}`;
  const subject = `${repository}@${digest}`;
  const plain: ApiCall = { method: 'GET', path, maxBytes, operation: 'pull', subject };
  const call: ApiCall = { ...plain, sink: (pieces) => sink(hashPieces(pieces, api, plain, digest)) };
  const response = await follow(api, call, await send(api, call));
  if (response.status === 404) return false;
  if (response.status === 200) return true;
  throw refused(api, call, response);
}

async function* hashPieces(
  pieces: AsyncIterable<Uint8Array>,
  api: RegistryApi,
  call: ApiCall,
  digest: Digest,
): AsyncGenerator<Uint8Array> {
  const [algorithm = 'sha256', hex] = digest.split(':');
  const hash = createHash(algorithm);
  for await (const piece of pieces) {
    hash.update(piece);
    yield piece;
  }
  const actual = hash.digest('hex');
  if (actual !== hex) throw mismatch(toCall(api, call), `the bytes have the digest ${algorithm}:${actual}`);
}

// The target carries its own right in its query and must not see the registry's token.
async function follow(api: RegistryApi, call: ApiCall, response: RestResponse): Promise<RestResponse> {
  if (!redirects.has(response.status)) return response;
  const [location = '', base] = [response.headers.get('location'), `https://${api.registry}`];
  const target = URL.canParse(location, base) ? new URL(location, base) : undefined;
  if (target?.protocol !== 'https:')
    throw malformed(toCall(api, call), `a redirect to ${target?.protocol ?? 'no address'}`);
  return api.bare.send({
    method: 'GET',
    url: target.href,
    ...(call.maxBytes === undefined ? {} : { maxBytes: call.maxBytes }),
    ...(call.sink === undefined ? {} : { sink: call.sink }),
  });
}

/** Writes a blob in one piece; one that is there already is left alone, so a repetition does nothing. */
export async function writeBlob(api: RegistryApi, repository: string, bytes: Uint8Array): Promise<Digest> {
  const digest = computeDigest(bytes);
  await retry(() => tryUpload(api, { repository, digest, bytes }), api.policy, api.ports);
  return digest;
}

interface Upload {
  readonly repository: string;
  readonly digest: Digest;
  readonly bytes: Uint8Array;
}

// A lost reply may have ended the session, so a repetition opens another one.
async function tryUpload(api: RegistryApi, upload: Upload): Promise<Attempt<void>> {
  if (await hasBlob(api, upload)) return { kind: 'settled', value: undefined };
  const location = await openSession(api, upload);
  const put: ApiCall = {
    method: 'PUT',
    path: `${location}${location.includes('?') ? '&' : '?'}digest=${encodeURIComponent(upload.digest)}`,
    headers: octets,
    body: upload.bytes,
    operation: 'push',
    subject: `${upload.repository}@${upload.digest}`,
  };
  try {
    const response = await send(api, put);
    if (response.status === 201) return { kind: 'settled', value: undefined };
    const error = refused(api, put, response);
    if (!isTransientStatus(response.status)) throw error;
    const retryAfterMs = parseRetryAfter(response.headers.get('retry-after'), api.ports.clock.now());
    return { kind: 'transient', concede: () => rethrow(error), retryAfterMs };
  } catch (error) {
    if (!isNetworkFailure(error) || !error.isRetryable) throw error;
    return { kind: 'transient', concede: () => rethrow(error) };
  }
}

async function hasBlob(api: RegistryApi, { repository, digest }: Upload): Promise<boolean> {
  const path = `/v2/${repository}/blobs/${digest}`;
  const call: ApiCall = { method: 'HEAD', path, operation: 'pull', subject: `${repository}@${digest}` };
  const response = await send(api, call);
  if (response.status === 200 || redirects.has(response.status)) return true;
  if (response.status === 404) return false;
  throw refused(api, call, response);
}

async function openSession(api: RegistryApi, { repository, digest }: Upload): Promise<string> {
  const path = `/v2/${repository}/blobs/uploads/`;
  const subject = `${repository}@${digest}`;
  const call: ApiCall = { method: 'POST', path, operation: 'push', subject, isRepeatable: true };
  const response = await send(api, call);
  if (response.status !== 202) throw refused(api, call, response);
  const location = response.headers.get('location');
  if (location === undefined) throw malformed(toCall(api, call), 'no Location for the upload');
  return location;
}

function rethrow(error: unknown): never {
  throw error;
}
