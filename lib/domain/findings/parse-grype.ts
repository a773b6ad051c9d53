import type * as v from 'valibot';
import { Collector } from './collector.ts';
import { findEarliest, findTime } from './dates.ts';
import { readSystem } from './operating-system.ts';
import { grypeMatchSchema, grypeReportSchema, grypeTargetSchema } from './grype.schema.ts';
import { parseSeverity } from './severity.ts';
import type { Finding, FindingClass, Fix, FixState, Report } from './types.ts';

type GrypeReport = v.InferOutput<typeof grypeReportSchema>;
type GrypeMatch = v.InferOutput<typeof grypeMatchSchema>;

// grype/vulnerability/fix.go
const fixStates: ReadonlyMap<string, FixState> = new Map<string, FixState>([
  ['fixed', 'fixed'],
  ['not-fixed', 'affected'],
  ['wont-fix', 'will-not-fix'],
]);

const emptyGrype: GrypeReport = {
  ...{ matches: [], ignoredMatches: [], source: null, distro: null },
  descriptor: { name: 'grype', version: '', timestamp: '', db: null },
};
const noFix: Fix = { state: 'unknown', version: undefined, date: undefined };
const systemTypes: ReadonlySet<string> = new Set(['deb', 'rpm', 'apk', 'alpm', 'portage']);

/** Reads Grype's JSON. Matches that Grype's own rules ignored are judged all the same: only the policy excepts. */
export function parseGrype(document: unknown): Report {
  const collector = new Collector();
  const raw = collector.read(grypeReportSchema, document, '') ?? emptyGrype;
  readMatches(raw, collector);
  const target = collector.read(grypeTargetSchema, toTarget(raw.source?.target), 'source.target');
  return {
    format: 'grype',
    scanner: { name: 'grype', version: raw.descriptor.version },
    ...readTimes(raw.descriptor),
    os: raw.distro ? readSystem(raw.distro.name, raw.distro.version, false) : { kind: 'none' },
    packages: collector.findings.length > 0 ? 'some' : 'unsaid',
    components: [],
    imageId: target?.imageID || undefined,
    digests: target === undefined ? [] : listDigests(target),
    imageName: target?.userInput ?? '',
    findings: collector.findings,
    problems: collector.problems,
  };
}

function readMatches(raw: GrypeReport, collector: Collector): void {
  for (const [name, list] of [
    ['matches', raw.matches],
    ['ignoredMatches', raw.ignoredMatches],
  ] as const) {
    collector.readEach(grypeMatchSchema, list, name, (match) => collector.add(toFinding(match)));
  }
}

function readTimes(descriptor: GrypeReport['descriptor']): Pick<Report, 'scannedAt' | 'databaseBuiltAt'> {
  const { db } = descriptor;
  // `db.built` until 0.86, `db.status.built` since.
  return {
    scannedAt: findTime(descriptor.timestamp),
    databaseBuiltAt: findTime(db?.status?.built || db?.built),
  };
}

function toFinding({ vulnerability, relatedVulnerabilities, artifact }: GrypeMatch): Finding {
  const [location] = artifact.locations;
  return {
    id: vulnerability.id,
    aliases: relatedVulnerabilities.flatMap(({ id }) => (id === '' ? [] : [id])),
    class: classOf(artifact.type),
    package: { name: artifact.name, version: artifact.version, purl: artifact.purl || undefined },
    severity: parseSeverity(vulnerability.severity),
    severitySource: vulnerability.namespace || 'grype',
    fix: vulnerability.fix ? readFix(vulnerability.fix) : noFix,
    publishedAt: undefined,
    location: location?.path ? { path: location.path, line: undefined } : undefined,
    title: vulnerability.description.slice(0, 200),
  };
}

// What kind of package it is decides which threshold holds; where that is not said, the strictest does.
function classOf(type: string): FindingClass {
  if (type === '' || type.toLowerCase() === 'unknownpackage') return 'other';
  return systemTypes.has(type) ? 'os' : 'library';
}

function readFix(fix: NonNullable<GrypeMatch['vulnerability']['fix']>): Fix {
  return {
    state: fixStates.get(fix.state.toLowerCase()) ?? 'unknown',
    version: fix.versions.length === 0 ? undefined : fix.versions.join(', '),
    date: findEarliest(fix.available.map(({ date }) => findTime(date))),
  };
}

// For a folder or an SBOM the target is a text.
function toTarget(target: unknown): unknown {
  return typeof target === 'object' && target !== null ? target : {};
}

function listDigests(target: v.InferOutput<typeof grypeTargetSchema>): readonly string[] {
  const repoDigests = target.repoDigests.map((text) => text.slice(text.indexOf('@') + 1));
  return target.manifestDigest === '' ? repoDigests : [target.manifestDigest, ...repoDigests];
}
