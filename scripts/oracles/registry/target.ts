import { createHash } from 'node:crypto';
import type { Call, Caller, Reply } from '../bench/http.ts';

/** A repository of a registry, wherever that is. */
export interface Target {
  /** A path below the repository, an absolute one, or a URL of the registry's own making. Redirects of a GET are followed. */
  send(method: string, path: string, init?: Omit<Call, 'method'>): Promise<Reply>;
  /** The name of a neighbour that the same caller may use. */
  readonly sibling: string;
  readonly name: string;
}

export function openTarget(
  call: Caller,
  place: { readonly origin: string; readonly name: string; readonly authorization?: string },
): Target {
  const { origin, name, authorization } = place;
  const login = authorization === undefined ? {} : { authorization };
  return {
    name,
    sibling: `${name}-sibling`,
    async send(method, path, init = {}) {
      const url = new URL(/^(https?:|\/)/.test(path) ? path : `/v2/${name}/${path}`, origin);
      // A registry that names itself by another host or scheme in Location still means itself.
      const reply = await call(url.href, { ...init, method, headers: { ...login, ...init.headers } });
      const { location } = reply.headers;
      if (method !== 'GET' || reply.status !== 307 || location === undefined) return reply;
      return call(new URL(location, url).href, { method, ...dropLogin(init) });
    },
  };
}

/** Pushes a blob in two requests; answers its digest. */
export async function pushBlob(target: Target, content: string | Uint8Array): Promise<string> {
  const digest = digestOf(content);
  const opened = await target.send('POST', 'blobs/uploads/', { body: '' });
  const put = await target.send('PUT', withQuery(opened.headers['location'] ?? '', 'digest', digest), {
    body: content,
    headers: { 'content-type': 'application/octet-stream' },
  });
  if (put.status !== 201) throw new Error(`a blob was not taken: ${put.status} ${put.body.toString()}`);
  return digest;
}

export const types = {
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  index: 'application/vnd.oci.image.index.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
} as const;

export function putManifest(target: Target, reference: string, body: string, type: string = types.manifest) {
  return target.send('PUT', `manifests/${reference}`, { body, headers: { 'content-type': type } });
}

/** Pushes what a small image needs; answers its manifest, which is not pushed yet. */
export async function prepareImage(target: Target, text: string, extra: object = {}): Promise<string> {
  const config = '{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]}}';
  const [configDigest, layer] = [await pushBlob(target, config), await pushBlob(target, text)];
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: types.manifest,
    config: { mediaType: types.config, digest: configDigest, size: config.length },
    layers: [{ mediaType: types.layer, digest: layer, size: text.length }],
    ...extra,
  });
}

export function digestOf(content: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

export function withQuery(location: string, name: string, value: string): string {
  return `${location}${location.includes('?') ? '&' : '?'}${name}=${encodeURIComponent(value)}`;
}

/** Status and error code, which is what clients go by. */
export function outcomeOf({ status, body }: Reply): string {
  if (status < 400) return String(status);
  const code = /"code"\s*:\s*"([A-Z_]+)"/.exec(body.toString())?.[1];
  return `${status} ${code ?? 'no code'}`;
}

function dropLogin(init: Omit<Call, 'method'>): Omit<Call, 'method'> {
  const { authorization: _, ...headers } = init.headers ?? {};
  return { ...init, headers };
}
