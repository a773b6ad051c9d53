import type { SnapshotSource } from '../config/index.ts';
import type { FactProblem, Sourced } from '../gate/index.ts';
import { maxSnapshotBytes, readSnapshot, snapshotKinds } from '../snapshot/index.ts';
import type { SnapshotName } from '../snapshot/index.ts';
import type { Search } from './attempt.ts';
import { source } from './scan.ts';
import type { EvidenceRegistry } from './types.ts';

type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: FactProblem['code']; readonly detail: string };

/** Which snapshot, and where it lies. */
export interface SnapshotOrder<T> {
  readonly kind: SnapshotName;
  readonly client: EvidenceRegistry;
  readonly place: SnapshotSource;
  parse(text: string): Parsed<T>;
}

/** A dated snapshot of quarantine; undefined when there is none, or when it cannot be believed, which is a problem. */
export async function findSnapshot<T extends { readonly date: number }>(
  { kind, client, place, parse }: SnapshotOrder<T>,
  { problems, note }: Search,
): Promise<Sourced<T> | undefined> {
  const { repository, tag } = place;
  const tagged = await client.findDigest(repository, tag);
  const manifest = tagged && (await client.findManifest(repository, tagged));
  if (manifest === undefined) {
    note(`${kind}: ${client.registry} has no ${repository}:${tag}`);
    return undefined;
  }
  const { layer, date } = readSnapshot(snapshotKinds[kind], manifest);
  const bytes = await client.findBlob(repository, layer.digest, maxSnapshotBytes);
  const read = bytes === undefined ? absent : parse(new TextDecoder().decode(bytes));
  const named = `${repository}@${manifest.digest}`;
  if (read.ok && read.value.date === date)
    return source(kind, kind, { digest: layer.digest, value: read.value });
  const wrong = read.ok
    ? ({ code: 'FACT_MALFORMED', detail: 'its annotation tells another date' } as const)
    : read;
  problems.push({ name: kind, code: wrong.code, detail: `${named}: ${wrong.detail}` });
  return undefined;
}

const absent = { ok: false, code: 'FACT_EMPTY', detail: 'its file is not there' } as const;
