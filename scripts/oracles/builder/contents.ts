import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import type { Header } from 'tar-stream';
import * as v from 'valibot';

const strings = v.optional(v.nullable(v.record(v.string(), v.unknown())), {});
const list = v.pipe(
  v.optional(v.nullable(v.array(v.string())), null),
  v.transform((items) => (items === null || items.length === 0 ? undefined : items)),
);

/** What a container runtime reads of an image's `config`; absent, empty and null mean the same to it. */
export const Settings = v.object({
  User: v.optional(v.string(), ''),
  ExposedPorts: strings,
  Env: list,
  Entrypoint: list,
  Cmd: list,
  Volumes: strings,
  WorkingDir: v.optional(v.string(), ''),
  Labels: strings,
  StopSignal: v.optional(v.string(), ''),
  Shell: list,
  OnBuild: list,
  Healthcheck: v.optional(v.unknown()),
});

export const Config = v.object({ architecture: v.string(), os: v.string(), config: Settings });

/** An image as a container would see it. */
export interface Contents {
  readonly config: v.InferOutput<typeof Config>;
  /** `kind mode uid:gid [target or hash]` by path. */
  readonly files: Readonly<Record<string, string>>;
}

/** Lays the layers over each other (image-spec 1.1, "Applying Changesets"). */
export async function flatten(layers: readonly Uint8Array[]): Promise<Readonly<Record<string, string>>> {
  const files = new Map<string, string>();
  for (const layer of layers) await apply(layer, files);
  return Object.fromEntries([...files].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

async function apply(layer: Uint8Array, files: Map<string, string>): Promise<void> {
  const isZipped = layer[0] === 0x1f && layer[1] === 0x8b;
  const unpack = extract();
  const source = Readable.from([layer]);
  (isZipped ? source.pipe(createGunzip()) : source).pipe(unpack);
  for await (const entry of unpack) {
    const path = entry.header.name.replace(/^(\.?\/)+/, '').replace(/\/$/, '');
    const bytes = await buffer(entry);
    if (path !== '' && path !== '.') applyEntry(files, path, describeEntry(entry.header, bytes));
  }
}

function applyEntry(files: Map<string, string>, path: string, text: string): void {
  const [, folder = '', removed] = /^(.*\/)?\.wh\.(.+)$/.exec(path) ?? [];
  if (removed === undefined) {
    // Something other than a folder takes the place of all that was below.
    if (!text.startsWith('directory')) removeBelow(files, path);
    files.set(path, text);
    return;
  }
  const isOpaque = removed === '.wh..opq';
  const gone = isOpaque ? folder.slice(0, -1) : `${folder}${removed}`;
  if (!isOpaque) files.delete(gone);
  removeBelow(files, gone);
}

function removeBelow(files: Map<string, string>, folder: string): void {
  for (const path of files.keys()) if (path.startsWith(`${folder}/`)) files.delete(path);
}

function describeEntry(header: Header, bytes: Uint8Array): string {
  const { type, mode, uid, gid, linkname } = header;
  const isLink = type === 'symlink' || type === 'link';
  const content = type === 'file' ? hashOf(bytes) : linkname;
  const rights = isLink ? '' : (mode & 0o7777).toString(8);
  return [type, rights, `${uid}:${gid}`, content].filter((part) => part !== '').join(' ');
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}
