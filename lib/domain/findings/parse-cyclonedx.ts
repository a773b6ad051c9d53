import type * as v from 'valibot';
import { Collector } from './collector.ts';
import { findTime } from './dates.ts';
import { readSystem } from './operating-system.ts';
import {
  cyclonedxComponentSchema,
  cyclonedxSchema,
  cyclonedxToolsSchema,
  cyclonedxVulnerabilitySchema,
} from './cyclonedx.schema.ts';
import { findWorst, parseSeverity, severityOfScore } from './severity.ts';
import type { Finding, FindingClass, OperatingSystem, Package, Report, Severity } from './types.ts';

type Document = v.InferOutput<typeof cyclonedxSchema>;
type Component = v.InferOutput<typeof cyclonedxComponentSchema>;
type Vulnerability = v.InferOutput<typeof cyclonedxVulnerabilitySchema>;

const maxDepth = 20;
/** Longer than any that Trivy writes, and short enough for a pattern that tries every word. */
const maxRecommendation = 2000;
const systemPackages = /^pkg:(deb|rpm|apk|alpm)\//i;

/** Reads a CycloneDX document with vulnerabilities. Its own `analysis` is not honoured: only policy and VEX except. */
export function parseCyclonedx(document: unknown): Report {
  const report = readCyclonedx(document);
  if (report.hasVulnerabilities) return report.report;
  const detail = 'it lists components but no vulnerabilities: nothing was scanned';
  const problem = { code: 'REPORT_INCOMPLETE', path: 'vulnerabilities', detail } as const;
  return { ...report.report, problems: [...report.report.problems, problem] };
}

/** Reads a CycloneDX bill of materials for its components; vulnerabilities may be absent. */
export function parseSbom(document: unknown): Report {
  return readCyclonedx(document).report;
}

function readCyclonedx(document: unknown): { report: Report; hasVulnerabilities: boolean } {
  const collector = new Collector();
  const raw: Partial<Document> = collector.read(cyclonedxSchema, document, '') ?? {};
  const root = collector.read(cyclonedxComponentSchema, raw.metadata?.component ?? { name: '' }, 'metadata');
  const components = new Map<string, Component>();
  readComponents(raw.components, 'components', { components, collector, depth: 0 });
  collector.readEach(cyclonedxVulnerabilitySchema, raw.vulnerabilities, 'vulnerabilities', (item, path) => {
    addVulnerability(item, path, components, collector);
  });
  const held = [...components.values()];
  const packages = held.flatMap(({ purl }) => (purl === '' ? [] : [purl]));
  const report: Report = {
    format: 'cyclonedx',
    scanner: readScanner(raw),
    scannedAt: findTime(raw.metadata?.timestamp),
    databaseBuiltAt: undefined,
    os: findSystem(held),
    packages: packages.length > 0 ? 'some' : 'none',
    components: packages,
    imageId: findProperty(root, 'aquasecurity:trivy:ImageID'),
    digests: findDigests(root),
    imageName: root?.name ?? '',
    findings: collector.findings,
    problems: collector.problems,
  };
  return { report, hasVulnerabilities: Array.isArray(raw.vulnerabilities) };
}

interface Walk {
  readonly components: Map<string, Component>;
  readonly collector: Collector;
  readonly depth: number;
}

function readComponents(list: Document['components'], path: string, walk: Walk): void {
  const { components, collector, depth } = walk;
  if (depth > maxDepth) {
    collector.report('REPORT_MALFORMED', path, 'components nested too deeply');
    return;
  }
  collector.readEach(cyclonedxComponentSchema, list, path, (item, place) => {
    components.set(item['bom-ref'] || item.purl || place, item);
    readComponents(item.components, `${place}.components`, { ...walk, depth: depth + 1 });
  });
}

function addVulnerability(
  item: Vulnerability,
  path: string,
  components: ReadonlyMap<string, Component>,
  collector: Collector,
): void {
  const affected = item.affects;
  const packages = affected.map(({ ref }) => findPackage(ref, components));
  if (affected.length === 0)
    collector.report('REPORT_MALFORMED', path, 'a vulnerability that affects nothing');
  for (const held of packages) collector.add(toFinding(item, held));
}

function toFinding(item: Vulnerability, held: Package): Finding {
  const fixed = /^Upgrade .+ to versions? (.+)$/.exec(item.recommendation.slice(0, maxRecommendation))?.[1];
  return {
    id: item.id,
    aliases: item.references.flatMap(({ id }) => (id === '' ? [] : [id])),
    class: classOf(held.purl),
    package: held,
    ...rate(item),
    // CycloneDX has no fix state; Trivy writes the fixed version into the recommendation.
    fix: { state: fixed === undefined ? 'unknown' : 'fixed', version: fixed, date: undefined },
    publishedAt: findTime(item.published),
    location: undefined,
    title: item.description.slice(0, 200),
  };
}

// What kind of package it is decides which threshold holds; where that is not said, the strictest does.
function classOf(purl: string | undefined): FindingClass {
  if (purl === undefined) return 'other';
  return systemPackages.test(purl) ? 'os' : 'library';
}

function rate(item: Vulnerability): Pick<Finding, 'severity' | 'severitySource'> {
  const ratings = (item.ratings ?? []).map(({ severity, score, source }) => ({
    severity: rateOne(severity, score),
    source: source?.name || 'cyclonedx',
  }));
  const isForeign = (item.ratings ?? []).some((rating) => isForeignWord(rating.severity));
  const severity = isForeign ? 'unknown' : findWorst(ratings.map((rating) => rating.severity));
  return {
    severity,
    severitySource: ratings.find((rating) => rating.severity === severity)?.source ?? 'cyclonedx',
  };
}

// A word that CycloneDX does not have may mean anything, also worse than what stands beside it.
function isForeignWord(word: string): boolean {
  const isUnrated = ['', 'unknown'].includes(word.trim().toLowerCase());
  return !isUnrated && parseSeverity(word) === 'unknown';
}

function rateOne(severity: string, score: number | null | undefined): Severity {
  const named = parseSeverity(severity);
  return named === 'unknown' && typeof score === 'number' ? severityOfScore(score) : named;
}

function findPackage(ref: string, components: ReadonlyMap<string, Component>): Package {
  // A reference may be a BOM-Link, whose fragment is the component: CycloneDX 1.5, "BOM-Link".
  const component = components.get(ref) ?? components.get(decodeFragment(ref));
  const purl = component?.purl || (ref.startsWith('pkg:') ? ref : undefined);
  return { name: component?.name ?? ref, version: component?.version ?? '', purl };
}

function decodeFragment(ref: string): string {
  try {
    return decodeURIComponent(ref.slice(ref.indexOf('#') + 1));
  } catch (error) {
    if (error instanceof URIError) return ref;
    throw error;
  }
}

function findSystem(components: readonly Component[]): OperatingSystem {
  const found = components.find(({ type }) => type === 'operating-system');
  return found === undefined ? { kind: 'none' } : readSystem(found.name, found.version, false);
}

function readScanner(raw: Partial<Document>): Report['scanner'] {
  const tools = new Collector().read(cyclonedxToolsSchema, raw.metadata?.tools, '');
  const [tool] = tools ?? [];
  return tool === undefined
    ? { name: '', version: '' }
    : { name: tool.name.toLowerCase(), version: tool.version };
}

function findProperty(component: Component | undefined, name: string): string | undefined {
  return component?.properties?.find((property) => property.name === name)?.value || undefined;
}

function findDigests(root: Component | undefined): readonly string[] {
  const named = (root?.properties ?? [])
    .filter(({ name }) => name === 'aquasecurity:trivy:RepoDigest')
    .map(({ value }) => value);
  const own = /@(sha(?:256|512)(?::|%3A)[a-f0-9]+)/i.exec(root?.purl ?? '')?.[1]?.replace('%3A', ':');
  return [...named.map((text) => text.slice(text.indexOf('@') + 1)), ...(own === undefined ? [] : [own])];
}
