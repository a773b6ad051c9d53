import * as v from 'valibot';
import { Collector } from './collector.ts';
import { findTime } from './dates.ts';
import { isKnownFamily, readSystem } from './operating-system.ts';
import { buildPurl } from './purl.ts';
import {
  trivyPackageSchema,
  trivyReportSchema,
  trivyResultSchema,
  trivyVulnerabilitySchema,
} from './trivy.schema.ts';
import { parseSeverity } from './severity.ts';
import { readTrivyChecks } from './parse-trivy-checks.ts';
import type { FindingClass, FixState, OperatingSystem, Report } from './types.ts';

type TrivyReport = v.InferOutput<typeof trivyReportSchema>;
type TrivyResult = v.InferOutput<typeof trivyResultSchema>;
type TrivyVulnerability = v.InferOutput<typeof trivyVulnerabilitySchema>;

// pkg/dependency/... Status.String() of Trivy; absent before 0.46.
const fixStates: ReadonlyMap<string, FixState> = new Map<string, FixState>([
  ['fixed', 'fixed'],
  ['affected', 'affected'],
  ['will_not_fix', 'will-not-fix'],
  ['fix_deferred', 'deferred'],
  ['end_of_life', 'end-of-life'],
  ['under_investigation', 'under-investigation'],
]);

const classes: ReadonlyMap<string, FindingClass> = new Map<string, FindingClass>([
  ['os-pkgs', 'os'],
  ['lang-pkgs', 'library'],
  ['config', 'misconfig'],
  ['secret', 'secret'],
  ['license', 'licence'],
  ['license-file', 'licence'],
]);

/** The end of a target that is searched for a release. */
const maxRelease = 200;

/** Reads Trivy's JSON, SchemaVersion 2. */
export function parseTrivy(document: unknown): Report {
  const collector = new Collector();
  const raw = collector.read(trivyReportSchema, document, '');
  return readReport(raw ?? {}, collector);
}

/** Reads Trivy's JSON from before 0.20: the list of results alone. */
export function parseTrivyList(document: readonly unknown[]): Report {
  const report = readReport({ Results: [...document] }, new Collector());
  return { ...report, os: inferSystem(document) };
}

function readReport(raw: Partial<TrivyReport>, collector: Collector): Report {
  const results: TrivyResult[] = [];
  collector.readEach(trivyResultSchema, raw.Results, 'Results', (result, path) => {
    results.push(result);
    readResult(result, path, collector);
  });
  const os = findSystem(raw, results, collector);
  return {
    format: 'trivy',
    scanner: { name: 'trivy', version: raw.Trivy?.Version ?? '' },
    scannedAt: findTime(raw.CreatedAt),
    databaseBuiltAt: undefined,
    os,
    packages: results.some(hasPackages) ? 'some' : 'none',
    components: collector.components,
    imageId: raw.Metadata?.ImageID || undefined,
    digests: (raw.Metadata?.RepoDigests ?? []).map((text) => text.slice(text.indexOf('@') + 1)),
    imageName: raw.ArtifactName ?? '',
    findings: collector.findings,
    problems: collector.problems,
  };
}

function findSystem(
  raw: Partial<TrivyReport>,
  results: readonly TrivyResult[],
  collector: Collector,
): OperatingSystem {
  const given = raw.Metadata?.OS;
  const os = given ? readSystem(given.Family, given.Name, given.EOSL === true) : ({ kind: 'none' } as const);
  if (os.kind === 'known' && !results.some((result) => classOf(result) === 'os')) {
    collector.report(
      'REPORT_INCOMPLETE',
      'Results',
      'the packages of the operating system were not examined',
    );
  }
  if (os.kind === 'known' && os.isEndOfLife) {
    const release = `${os.family} ${os.version}`;
    collector.add({
      ...{ id: `EOL-${os.family}-${os.version}`, aliases: [], class: 'eol', severity: 'critical' },
      ...{ package: { name: os.family, version: os.version, purl: undefined }, severitySource: 'trivy' },
      fix: { state: 'unknown', version: undefined, date: undefined },
      ...{ publishedAt: undefined, location: { path: release, line: undefined } },
      title: `${release} gets no more security updates`,
    });
  }
  return os;
}

// Before SchemaVersion 2 the release stands only in the target, e.g. `app.tar (debian 12.5)`.
function inferSystem(document: readonly unknown[]): OperatingSystem {
  const results = document
    .map((item) => v.safeParse(trivyResultSchema, item))
    .filter(({ success }) => success);
  const found = results.map(({ output }) => output as TrivyResult).find((item) => isKnownFamily(item.Type));
  if (found === undefined) return { kind: 'none' };
  return readSystem(found.Type, /\(\S+ (\S+)\)$/.exec(found.Target.slice(-maxRelease))?.[1] ?? '', false);
}

function readResult(result: TrivyResult, path: string, collector: Collector): void {
  const kind = classOf(result);
  if (kind === undefined) {
    collector.report('REPORT_MALFORMED', `${path}.Class`, 'a class of results that is not known');
  }
  collector.readEach(trivyPackageSchema, result.Packages, `${path}.Packages`, (item) => {
    const version = [item.Version, item.Release].filter(Boolean).join('-');
    const purl = (item.Identifier?.PURL || undefined) ?? buildPurl(result.Type, item.Name, version);
    if (purl !== undefined) collector.components.push(purl);
  });
  collector.readEach(trivyVulnerabilitySchema, result.Vulnerabilities, `${path}.Vulnerabilities`, (item) => {
    addVulnerability(item, result, collector);
  });
  readTrivyChecks(result, path, collector, (item) => addVulnerability(item, result, collector));
}

function addVulnerability(item: TrivyVulnerability, result: TrivyResult, collector: Collector): void {
  const { InstalledVersion: version, FixedVersion: fixed } = item;
  collector.add({
    id: item.VulnerabilityID,
    aliases: item.VendorIDs,
    class: classOf(result) === 'os' ? 'os' : 'library',
    package: { name: item.PkgName, version, purl: purlOf(item, result.Type) },
    severity: parseSeverity(item.Severity),
    severitySource: item.SeveritySource || 'trivy',
    fix: { state: fixStateOf(item.Status, fixed), version: fixed || undefined, date: undefined },
    publishedAt: findTime(item.PublishedDate),
    location: { path: item.PkgPath || result.Target, line: undefined },
    title: item.Title,
  });
}

// PURL since 0.47, PkgRef in reports made from a bill of materials, neither before.
function purlOf(item: TrivyVulnerability, type: string): string | undefined {
  return item.PkgIdentifier?.PURL || item.PkgRef || buildPurl(type, item.PkgName, item.InstalledVersion);
}

function fixStateOf(status: string, fixed: string): FixState {
  if (status === '') return fixed === '' ? 'affected' : 'fixed';
  return fixStates.get(status.toLowerCase()) ?? 'unknown';
}

function classOf(result: TrivyResult): FindingClass | undefined {
  if (result.Class !== '') return classes.get(result.Class);
  return isKnownFamily(result.Type) ? 'os' : 'library';
}

function hasPackages(result: TrivyResult): boolean {
  const kind = classOf(result);
  if (kind !== 'os' && kind !== 'library') return false;
  return result.Packages ? result.Packages.length > 0 : true;
}
