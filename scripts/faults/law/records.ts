import * as v from 'valibot';
import { checkJson } from '../../../lib/base/schema.ts';
import { parseRecord } from '../../../lib/domain/promotion/index.ts';
import type { Completion, Intent } from '../../../lib/domain/promotion/index.ts';
import { parseBundle } from '../../../lib/domain/statement/index.ts';
import type { RegistryStore } from '../../../simulator/azure/registry/index.ts';

/** A record of a promotion as a registry holds it. */
export interface FoundRecord {
  readonly repository: string;
  /** The record's own tag and manifest. */
  readonly tag: string;
  readonly digest: string;
  /** The image that the tag is about. */
  readonly subject: string;
  readonly record: Intent | Completion;
}

const Manifest = v.object({ layers: v.tuple([v.object({ digest: v.string() })]) });

/** All intents and completions of a registry; throws for one that is malformed. */
export async function listRecords(store: RegistryStore): Promise<readonly FoundRecord[]> {
  const found: FoundRecord[] = [];
  for (const repository of store.repositories()) {
    for (const tag of store.tags(repository)) {
      const [, kind, hex] = /^(intent|promotion)-sha256-([0-9a-f]{64})$/.exec(tag) ?? [];
      const digest = store.resolve(repository, tag)?.digest;
      if (hex === undefined || digest === undefined) continue;
      const place = { registry: store.host, repository, tag };
      const payload = await readPayload(store, digest);
      const record = parseRecord(kind === 'intent' ? 'intent' : 'promotion', payload, place);
      found.push({ repository, tag, digest, subject: `sha256:${hex}`, record });
    }
  }
  return found;
}

async function readPayload(store: RegistryStore, digest: string): Promise<Uint8Array> {
  const manifest = checkJson(Manifest, Buffer.from((await store.manifestBytes(digest)) ?? '').toString());
  if (!manifest.ok) throw new Error(`the record ${digest}: ${manifest.problems.join('; ')}`);
  const bundle = await store.manifestBytes(manifest.value.layers[0].digest);
  const signed = parseBundle(bundle ?? Buffer.alloc(0));
  if (!signed.ok) throw new Error(`the record ${digest}: ${signed.code}: ${signed.reason}`);
  return signed.value.payload;
}
