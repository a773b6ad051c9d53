import { writeBolt } from './bolt.ts';
import type { Bucket } from './bolt.ts';
import type { Advisory, OpenStatus, Severity } from './advisories/index.ts';

/** The two files of Trivy's cache folder `db/`. */
export interface DatabaseFiles {
  readonly 'trivy.db': Buffer;
  readonly 'metadata.json': Buffer;
}

const hourMs = 60 * 60 * 1000;
/** The upstream builds a database every six hours and asks clients to look again after a day. */
const nextUpdateMs = 24 * hourMs;

// https://github.com/aquasecurity/trivy-db/blob/main/pkg/types/status.go and types.go: numbers as they are stored.
const statusNumbers: Readonly<Record<OpenStatus, number>> = {
  affected: 2,
  will_not_fix: 5,
  fix_deferred: 6,
  end_of_life: 7,
};
const severityNumbers: Readonly<Record<Severity, number>> = { LOW: 1, MEDIUM: 2, HIGH: 3, CRITICAL: 4 };

interface Source {
  /** The bucket that scanners look into. */
  readonly bucket: string;
  readonly id: string;
  readonly name: string;
  readonly url: string;
}

const sources: Readonly<Record<string, Source>> = {
  'debian 12': {
    ...{ bucket: 'debian 12', id: 'debian', name: 'Debian Security Tracker' },
    url: 'https://salsa.debian.org/security-tracker-team/security-tracker',
  },
  'alpine 3.22': {
    ...{ bucket: 'alpine 3.22', id: 'alpine', name: 'Alpine Secdb' },
    url: 'https://secdb.alpinelinux.org/',
  },
  npm: {
    ...{ bucket: 'npm::GitHub Security Advisory npm', id: 'ghsa', name: 'GitHub Security Advisory npm' },
    url: 'https://github.com/advisories?query=type%3Areviewed+ecosystem%3Anpm',
  },
};

/** A vulnerability database of schema 2 as Trivy reads it, made at `updatedAt`. Equal input gives equal bytes. */
export function buildDatabase(advisories: readonly Advisory[], updatedAt: number): DatabaseFiles {
  const root = new Map<string, Bucket>([
    ['data-source', new Map(Object.values(sources).map((source) => [source.bucket, encodeSource(source)]))],
    ['vulnerability', new Map(advisories.map((advisory) => [advisory.id, encodeDetail(advisory)]))],
  ]);
  for (const [system, group] of Map.groupBy(advisories, (advisory) => advisory.system)) {
    root.set(findSource(system).bucket, buildSystem(group));
  }
  return { 'trivy.db': writeBolt(root), 'metadata.json': encodeMetadata(updatedAt) };
}

function buildSystem(advisories: readonly Advisory[]): Bucket {
  const packages = Map.groupBy(advisories, (advisory) => advisory.package);
  return new Map(
    [...packages].map(([name, group]) => [
      name,
      new Map(group.map((advisory) => [advisory.id, encodeAdvisory(advisory)])),
    ]),
  );
}

function findSource(system: string): Source {
  const source = sources[system];
  if (source === undefined) throw new Error(`no source of advisories for "${system}"`);
  return source;
}

function encodeSource({ id, name, url }: Source): Buffer {
  return encode({ ID: id, Name: name, URL: url });
}

function encodeAdvisory({ fix, severity }: Advisory): Buffer {
  if ('fixedVersion' in fix) return encode({ FixedVersion: fix.fixedVersion });
  if ('status' in fix)
    return encode({ Status: statusNumbers[fix.status], Severity: severityNumbers[severity] });
  return encode({ PatchedVersions: fix.patched, VulnerableVersions: fix.vulnerable });
}

function encodeDetail({ id, title, severity, published, system }: Advisory): Buffer {
  const vendor = findSource(system).id;
  return encode({
    Title: title,
    Description: `${title} (${id})`,
    Severity: severity,
    VendorSeverity: { nvd: severityNumbers[severity], [vendor]: severityNumbers[severity] },
    References: [`https://nvd.nist.gov/vuln/detail/${id}`],
    PublishedDate: published,
    LastModifiedDate: published,
  });
}

function encodeMetadata(updatedAt: number): Buffer {
  const [at, next] = [updatedAt, updatedAt + nextUpdateMs].map((ms) => new Date(ms).toISOString());
  // The upstream leaves DownloadedAt to the client.
  return encode({ Version: 2, NextUpdate: next, UpdatedAt: at, DownloadedAt: '0001-01-01T00:00:00Z' });
}

function encode(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}
