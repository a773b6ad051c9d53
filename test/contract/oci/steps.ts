import { expect } from '@jest/globals';
import type { Simulation } from '../../../simulator/simulation.ts';
import type { Client, Order, Reply } from './client.ts';
import { digestOf, types } from './content.ts';
import type { Manifest } from './content.ts';

/** One row: a case of the conformance suite. */
export interface Case {
  readonly name: string;
  readonly run: (stage: Stage) => Promise<void>;
}

/** What a row works on: two repositories of its own. */
export interface Stage {
  readonly client: Client;
  readonly repository: string;
  readonly other: string;
  readonly simulation: Simulation;
}

export const accept = { accept: `${types.index}, ${types.image}` };
const octets = { 'content-type': 'application/octet-stream' };

export function ask(stage: Stage, method: string, rest: string, order?: Order): Promise<Reply> {
  return stage.client.send(method, `/v2/${stage.repository}${rest}`, order);
}

/** Opens an upload and answers where it goes on. */
export async function startUpload(stage: Stage): Promise<string> {
  const reply = await ask(stage, 'POST', '/blobs/uploads/');
  expect(reply.status).toBe(202);
  return locationOf(stage, reply);
}

/** The absolute `Location` of a reply, which is relative or absolute. */
export function locationOf(stage: Stage, reply: Reply): string {
  expect(reply.headers.location).toEqual(expect.any(String));
  return new URL(reply.headers.location ?? '', stage.client.root).href;
}

export function withDigest(location: string, digest: string): string {
  const url = new URL(location);
  url.searchParams.set('digest', digest);
  return url.href;
}

export function sendChunk(
  stage: Stage,
  method: 'PATCH' | 'PUT',
  location: string,
  chunk: { readonly bytes: Buffer; readonly start?: number },
): Promise<Reply> {
  const { bytes, start } = chunk;
  const range = start === undefined ? {} : { 'content-range': `${start}-${start + bytes.byteLength - 1}` };
  return stage.client.send(method, location, { body: bytes, headers: { ...octets, ...range } });
}

/** Pushes a blob by POST and PUT, and answers its digest. */
export async function pushBlob(stage: Stage, bytes: Buffer, digest = digestOf(bytes)): Promise<string> {
  const location = await startUpload(stage);
  const reply = await sendChunk(stage, 'PUT', withDigest(location, digest), { bytes });
  await expectStored(stage, reply, { bytes, digest });
  return digest;
}

/** A finished push: 201, the digest, and a `Location` that answers the bytes. */
export async function expectStored(
  stage: Stage,
  reply: Reply,
  { bytes, digest }: { readonly bytes: Buffer; readonly digest: string },
): Promise<void> {
  expect([reply.status, reply.headers['docker-content-digest']]).toEqual([201, digest]);
  const again = await stage.client.send('GET', locationOf(stage, reply));
  expect([again.status, again.body.equals(bytes)]).toEqual([200, true]);
}

/** HEAD and GET of a blob agree with its bytes; the second host of the redirect never sees the login. */
export async function expectBlob(stage: Stage, digest: string, bytes: Buffer): Promise<void> {
  const head = await ask(stage, 'HEAD', `/blobs/${digest}`);
  const size = String(bytes.byteLength);
  expect([head.status, head.headers['content-length'], head.body.byteLength]).toEqual([200, size, 0]);
  expect(head.headers['docker-content-digest']).toBe(digest);
  const got = await ask(stage, 'GET', `/blobs/${digest}`);
  expect([got.status, got.headers['content-length'], got.body.equals(bytes)]).toEqual([200, size, true]);
  expect(got.headers['docker-content-digest']).toBe(digest);
  const [first, second] = got.hops.slice(-2);
  expect([first?.hasLogin, second?.hasLogin, first?.host === second?.host]).toEqual([true, false, false]);
}

/** Deletes a blob: it is gone at once. */
export async function deleteBlob(stage: Stage, digest: string): Promise<void> {
  const reply = await ask(stage, 'DELETE', `/blobs/${digest}`);
  expect([202, 404]).toContain(reply.status);
  expect((await ask(stage, 'HEAD', `/blobs/${digest}`)).status).toBe(404);
}

export function putManifest(
  stage: Stage,
  reference: string,
  manifest: Pick<Manifest, 'bytes' | 'mediaType'>,
): Promise<Reply> {
  const headers = { 'content-type': manifest.mediaType };
  return ask(stage, 'PUT', `/manifests/${reference}`, { body: manifest.bytes, headers, isStreamed: true });
}

/** Pushes a manifest that is taken: 201, digest, a `Location` that answers it. */
export async function pushManifest(stage: Stage, reference: string, manifest: Manifest): Promise<Reply> {
  const reply = await putManifest(stage, reference, manifest);
  expect([reply.status, reply.headers['docker-content-digest']]).toEqual([201, manifest.digest]);
  const again = await stage.client.send('GET', locationOf(stage, reply), { headers: accept });
  expect([again.status, again.headers['content-type']]).toEqual([200, manifest.mediaType]);
  expect(again.body.equals(manifest.bytes)).toBe(true);
  return reply;
}

/** HEAD and GET of a manifest agree with its bytes. */
export async function expectManifest(stage: Stage, reference: string, manifest: Manifest): Promise<void> {
  for (const method of ['HEAD', 'GET']) {
    const reply = await ask(stage, method, `/manifests/${reference}`, { headers: accept });
    expect([reply.status, reply.headers['content-type'], reply.headers['docker-content-digest']]).toEqual([
      200,
      manifest.mediaType,
      manifest.digest,
    ]);
    expect(reply.headers['content-length']).toBe(String(manifest.bytes.byteLength));
    expect(reply.body.equals(method === 'HEAD' ? Buffer.alloc(0) : manifest.bytes)).toBe(true);
  }
}

export function jsonOf(reply: Reply): unknown {
  return JSON.parse(reply.body.toString());
}

/** Status and first error code of a refusal (distribution-spec 1.1, "Error Codes"). */
export function refusalOf(reply: Reply): readonly unknown[] {
  const parsed = jsonOf(reply);
  const errors: unknown =
    typeof parsed === 'object' && parsed !== null && 'errors' in parsed ? parsed.errors : [];
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  return [
    reply.status,
    typeof first === 'object' && first !== null && 'code' in first ? first.code : undefined,
  ];
}
