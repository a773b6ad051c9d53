import { quarantine } from '../../estate/index.ts';
import type { Registries, RegistryStore } from '../../azure/registry/types.ts';
import type { World } from '../../world/types.ts';
import { gzipStored } from '../layout/gzip.ts';
import { writeTar } from '../layout/tar.ts';
import { advisories } from './advisories/index.ts';
import type { Advisory } from './advisories/index.ts';
import { pushArtifact } from './artifact.ts';
import type { FileArtifact } from './artifact.ts';
import { buildDatabase } from './database.ts';
import type { DatabaseFiles } from './database.ts';
import { knownExploits, renderEpss, renderKev } from './exploits.ts';
import type { ExploitScore, KnownExploit } from './exploits.ts';

/** What has been published in this world beside what was known when it began. */
export interface News {
  readonly advisory?: Advisory;
  /** Listed by CISA as exploited. */
  readonly exploit?: KnownExploit;
  readonly score?: ExploitScore;
}

/** Digests of the artifacts by their repository below `tools/`. */
export interface ScannerTools {
  readonly 'trivy-db': string;
  readonly kev: string;
  readonly epss: string;
}

const upstreamHost = 'ghcr.io';
const upstreamRepository = 'aquasecurity/trivy-db';
const databaseTag = '2';
/** Trivy's database is built every six hours; what a client finds is some hours old. */
const buildPeriodMs = 6 * 60 * 60 * 1000;
const dayMs = 24 * 60 * 60 * 1000;

/** Publishes today's database at `ghcr.io/aquasecurity/trivy-db:2`, from all advisories known by now. */
export async function publishDatabase(world: World, registries: Registries): Promise<string> {
  const updatedAt = roundDown(world.clock.now(), buildPeriodMs);
  return pushArtifact(world, findStore(registries, upstreamHost), {
    ...describeDatabase(listAdvisories(world), updatedAt),
    repository: upstreamRepository,
  });
}

/** Adds an advisory, an exploit or a score to what is known; the next publication has it. */
export function addNews(world: World, news: News): void {
  const slice = openNews(world);
  slice.value.news.push(news);
  slice.touch();
}

/**
 * Lets a CVE become known: the upstream publishes a database that has it. Quarantine has it after the next
 * {@link refreshTools}, as after the daily run.
 */
export async function publishAdvisory(
  world: World,
  registries: Registries,
  advisory: Advisory,
): Promise<string> {
  addNews(world, { advisory });
  return publishDatabase(world, registries);
}

/** What the daily run leaves in quarantine's `tools/`: database, KEV and EPSS of this day, the tags moved to them. */
export async function refreshTools(world: World, registries: Registries): Promise<ScannerTools> {
  await publishDatabase(world, registries);
  const store = findStore(registries, quarantine.loginServer);
  const now = world.clock.now();
  const push = (artifact: FileArtifact): Promise<string> => pushArtifact(world, store, artifact);
  return {
    'trivy-db': await push(describeDatabase(listAdvisories(world), roundDown(now, buildPeriodMs))),
    kev: await push(describeFeed('kev', readFeed(world, 'kev'))),
    epss: await push(describeFeed('epss', readFeed(world, 'epss'))),
  };
}

/** A file of another's as it is published today. */
export interface Feed {
  readonly bytes: Buffer;
  /** The day it says it is of. */
  readonly date: number;
}

/** KEV or EPSS as its publisher serves it now. */
export function readFeed(world: World, name: FeedName): Feed {
  const date = roundDown(world.clock.now(), dayMs);
  const { news } = openNews(world).value;
  const exploits = [...knownExploits, ...news.flatMap(({ exploit }) => exploit ?? [])];
  const bytes = name === 'kev' ? renderKev(exploits, date) : renderEpss(listScores(world), date);
  return { bytes, date };
}

export type FeedName = 'kev' | 'epss';

/** Where both are published. https://www.cisa.gov/known-exploited-vulnerabilities-catalog, https://www.first.org/epss/data_stats */
export const feeds = {
  kev: {
    source: 'https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json',
    ...{ title: 'known_exploited_vulnerabilities.json', layerType: 'application/json' },
  },
  epss: {
    source: 'https://epss.empiricalsecurity.com/epss_scores-current.csv.gz',
    ...{ title: 'epss_scores.csv', layerType: 'text/csv' },
  },
} as const satisfies Readonly<Record<FeedName, object>>;

function describeFeed(name: FeedName, { bytes, date }: Feed): FileArtifact {
  const created = new Date(date).toISOString();
  return {
    ...{ repository: `tools/${name}`, tags: [created.slice(0, 10), 'latest'], bytes, created },
    ...feeds[name],
    artifactType: `application/vnd.lazaret.${name}.v1`,
    configType: 'application/vnd.oci.empty.v1+json',
  };
}

/** The database as the artifact that Trivy publishes. https://github.com/aquasecurity/trivy-db */
export function describeDatabase(known: readonly Advisory[], updatedAt: number): FileArtifact {
  const files: DatabaseFiles = buildDatabase(known, updatedAt);
  const tar = writeTar(
    (['trivy.db', 'metadata.json'] as const).map((path) => ({ path, content: files[path], mode: 0o600 })),
    updatedAt,
  );
  return {
    ...{ repository: 'tools/trivy-db', tags: [databaseTag], title: 'db.tar.gz', bytes: gzipStored(tar) },
    configType: 'application/vnd.aquasec.trivy.config.v1+json',
    layerType: 'application/vnd.aquasec.trivy.db.layer.v1.tar+gzip',
    created: new Date(updatedAt).toISOString(),
  };
}

function listAdvisories(world: World): readonly Advisory[] {
  return [...advisories, ...openNews(world).value.news.flatMap(({ advisory }) => advisory ?? [])];
}

// Every known CVE has a score; one that somebody set takes the place of the small one.
function listScores(world: World): readonly ExploitScore[] {
  const scores = new Map(listAdvisories(world).map(({ id }) => [id, 0.001]));
  for (const { score } of openNews(world).value.news)
    if (score !== undefined) scores.set(score.id, score.epss);
  return [...scores].map(([id, epss]) => ({ id, epss }));
}

function openNews(world: World) {
  return world.slice('scanner-news', (): { readonly news: News[] } => ({ news: [] }));
}

function findStore(registries: Registries, host: string): RegistryStore {
  const store = registries.find(host);
  if (store === undefined) throw new Error(`there is no registry ${host}`);
  return store;
}

function roundDown(ms: number, unit: number): number {
  return ms - (ms % unit);
}
