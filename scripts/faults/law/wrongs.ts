import { createHash } from 'node:crypto';
import type { Completion } from '../../../lib/domain/promotion/index.ts';
import type { RegistryStore } from '../../../simulator/azure/registry/index.ts';
import { live, quarantine } from '../../../simulator/estate/index.ts';
import type { Simulation } from '../../../simulator/simulation.ts';
import { listRecords } from './records.ts';

/** Live and quarantine, read past their doors. */
export interface Sides {
  readonly shelf: RegistryStore;
  readonly source: RegistryStore;
}

/**
 * What live states and is not so, at any moment; empty when every promotion is right. A digest with a completion
 * record has quarantine's manifests, its tags point at it, and manifests and tags are locked.
 */
export async function findWrongs(simulation: Pick<Simulation, 'registries'>): Promise<readonly string[]> {
  const sides = openSides(simulation);
  const wrongs: string[] = [];
  for (const { repository, subject, record } of await listRecords(sides.shelf)) {
    if (record.target.digest !== subject || record.target.repository !== repository)
      wrongs.push(`${repository}: a record of ${subject} is about ${record.target.digest}`);
    if (record.kind === 'promotion') wrongs.push(...(await findPromotionWrongs(sides, record)));
  }
  return wrongs;
}

/** What a finished promotion still lacks: records locked, one of each kind. */
export async function findUnfinished(simulation: Pick<Simulation, 'registries'>): Promise<readonly string[]> {
  const { shelf } = openSides(simulation);
  const records = await listRecords(shelf);
  const unlocked = records.flatMap(({ repository, tag, digest }) =>
    [tag, digest]
      .filter((reference) => !isLocked(shelf, repository, reference))
      .map((reference) => `${repository}: ${reference} is not locked`),
  );
  const [intents, completions] = (['intent', 'promotion'] as const).map((kind) =>
    records.filter(({ record }) => record.kind === kind).map(({ subject }) => subject),
  );
  const open = (intents ?? []).filter((subject) => completions?.includes(subject) !== true);
  return [...unlocked, ...open.map((subject) => `${subject}: an intent without completion`)];
}

/** Live and quarantine of a simulation. */
export function openSides({ registries }: Pick<Simulation, 'registries'>): Sides {
  const [shelf, source] = [live, quarantine].map(({ loginServer }) => registries.find(loginServer));
  if (shelf === undefined || source === undefined) throw new Error('the estate has no registries');
  return { shelf, source };
}

async function findPromotionWrongs(sides: Sides, record: Completion): Promise<readonly string[]> {
  const { shelf } = sides;
  const { digest: subject, repository } = record.target;
  const name = `${repository}@${subject.slice(0, 19)}`;
  const wrongs: string[] = [];
  if (shelf.resolve(repository, `intent-${subject.replace(':', '-')}`) === undefined)
    wrongs.push(`${name}: a completion without intent`);
  for (const digest of new Set([subject, ...record.manifests])) {
    wrongs.push(...(await findManifestWrongs(sides, record, digest)));
  }
  for (const tag of record.tags) {
    const digest = shelf.resolve(repository, tag)?.digest;
    if (digest !== subject) wrongs.push(`${name}: the tag ${tag} points at ${digest ?? 'nothing'}`);
    if (!isLocked(shelf, repository, tag)) wrongs.push(`${name}: the tag ${tag} is not locked`);
  }
  return wrongs;
}

async function findManifestWrongs(
  { shelf, source }: Sides,
  record: Completion,
  digest: string,
): Promise<readonly string[]> {
  const { repository } = record.target;
  const name = `${repository}@${digest.slice(0, 19)}`;
  const bytes = (await shelf.manifestBytes(digest)) ?? Buffer.alloc(0);
  const actual = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  const [here, there] = [shelf.resolve(repository, digest), source.resolve(record.source.repository, digest)];
  return [
    ...(actual === digest ? [] : [`${name}: its bytes have the digest ${actual}`]),
    ...(here === undefined ? [`${name}: live does not have it`] : []),
    ...(there === undefined ? [`${name}: quarantine does not have it`] : []),
    ...(here?.mediaType === there?.mediaType ? [] : [`${name}: its media type differs`]),
    ...(isLocked(shelf, repository, digest) ? [] : [`${name}: it is not locked`]),
  ];
}

function isLocked(store: RegistryStore, repository: string, reference: string): boolean {
  const attributes = store.attributes(repository, reference);
  return attributes !== undefined && !attributes.writeEnabled && !attributes.deleteEnabled;
}
