import type { LayerLines } from './origin.ts';
import type { ItemKind, ItemSeverity, ReportItem } from './types.ts';

/** The scan of one platform, as SARIF shows it. */
export interface SarifPlatform {
  /** `linux/amd64`. */
  readonly platform: string;
  /** Pinned reference of the platform manifest. */
  readonly image: string;
  readonly items: readonly ReportItem[];
  readonly lines: LayerLines;
  readonly isComplete: boolean;
}

/** What all platforms have in common. */
export interface SarifFacts {
  readonly scannerVersion: string;
  /** Path of the Dockerfile in the repository, where findings are shown on its lines. */
  readonly dockerfile: string | undefined;
  /** RFC 3339. */
  readonly finishedAt: string;
}

const schemaUrl =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

const levels = { critical: 'error', high: 'error', medium: 'warning', low: 'note', unknown: 'note' } as const;
// GitHub sorts alerts by this property of a rule: critical above 9.0, high from 7.0, medium from 4.0.
const scores: Readonly<Record<ItemSeverity, string | undefined>> = {
  ...{ critical: '9.5', high: '8.0', medium: '5.5', low: '2.0' },
  unknown: undefined,
};

/** A SARIF 2.1.0 log with one run a platform, each in its own category, as GitHub asks for. */
export function buildSarif(platforms: readonly SarifPlatform[], facts: SarifFacts): object {
  return { $schema: schemaUrl, version: '2.1.0', runs: platforms.map((each) => buildRun(each, facts)) };
}

function buildRun(scan: SarifPlatform, facts: SarifFacts): object {
  const rules = new Map<string, ReportItem>();
  for (const item of scan.items) if (!rules.has(ruleIdOf(item))) rules.set(ruleIdOf(item), item);
  const ids = [...rules.keys()];
  return {
    tool: {
      driver: {
        ...{ name: 'Trivy', informationUri: 'https://trivy.dev/' },
        version: facts.scannerVersion,
        rules: [...rules].map(([id, item]) => buildRule(id, item)),
      },
    },
    automationDetails: { id: `scan-image/${scan.platform}/` },
    invocations: [{ executionSuccessful: scan.isComplete, endTimeUtc: facts.finishedAt }],
    originalUriBaseIds: { ROOTPATH: { uri: 'file:///' } },
    columnKind: 'utf16CodeUnits',
    results: scan.items.map((item) => buildResult(item, ids.indexOf(ruleIdOf(item)), { scan, facts })),
    properties: { image: scan.image },
  };
}

// One CVE can have different severities in different packages, and GitHub keeps the severity with the rule.
function ruleIdOf({ id }: ReportItem): string {
  return id;
}

function buildRule(id: string, item: ReportItem): object {
  const score = scores[item.severity];
  const text = item.title === '' ? id : item.title;
  return {
    id,
    name: ruleNames[item.kind],
    shortDescription: { text },
    fullDescription: { text },
    help: { text: describe(item) },
    ...(item.url === undefined || !URL.canParse(item.url) ? {} : { helpUri: item.url }),
    defaultConfiguration: { level: levels[item.severity] },
    properties: {
      tags: ['security', item.kind, item.severity.toUpperCase()],
      precision: 'very-high',
      ...(score === undefined ? {} : { 'security-severity': score }),
    },
  };
}

const ruleNames: Readonly<Record<ItemKind, string>> = {
  vulnerability: 'PackageVulnerability',
  secret: 'SecretInLayer',
  misconfiguration: 'ImageMisconfiguration',
  licence: 'PackageLicence',
};

interface Place {
  readonly scan: SarifPlatform;
  readonly facts: SarifFacts;
}

function buildResult(item: ReportItem, ruleIndex: number, place: Place): object {
  return {
    ...{ ruleId: ruleIdOf(item), ruleIndex, level: levels[item.severity] },
    message: { text: describe(item) },
    locations: [buildLocation(item, place)],
    partialFingerprints: { 'lazaret/v1': [item.kind, item.id, item.packageName, item.path].join('|') },
    properties: {
      severity: item.severity,
      ...(item.purl === undefined ? {} : { purl: item.purl }),
      ...(item.fixedVersion === undefined ? {} : { fixedVersion: item.fixedVersion }),
    },
  };
}

function buildLocation(item: ReportItem, { scan, facts }: Place): object {
  const line = item.diffId === undefined ? undefined : scan.lines.get(item.diffId);
  const logicalLocations = [{ fullyQualifiedName: `${scan.image}//${item.path}`, kind: 'resource' }];
  const isOnDockerfile = facts.dockerfile !== undefined && line !== undefined;
  const uri = isOnDockerfile ? facts.dockerfile : item.path;
  const startLine = isOnDockerfile ? line : Math.max(1, item.line ?? 1);
  return {
    physicalLocation: {
      artifactLocation: { uri: encodePath(uri), ...(isOnDockerfile ? {} : { uriBaseId: 'ROOTPATH' }) },
      region: { startLine, startColumn: 1, endLine: startLine, endColumn: 1 },
    },
    logicalLocations,
  };
}

// A relative reference of RFC 3986: what has a meaning in it is encoded, a leading slash would leave the base.
function encodePath(path: string | undefined): string {
  const segments = (path ?? '').split('/').filter((segment) => segment !== '' && segment !== '..');
  return segments.map(encodeSegment).join('/') || 'image';
}

function encodeSegment(segment: string): string {
  // A lone surrogate of a hostile file name cannot be encoded.
  return encodeURIComponent(segment.toWellFormed());
}

/** One line for a person: what, where, what clears it. */
export function describe(item: ReportItem): string {
  const where =
    item.packageName === undefined ? item.path : `${item.packageName} ${item.installedVersion ?? ''}`.trim();
  const title = item.title === '' ? '' : `: ${item.title}`;
  const remedy = item.kind === 'vulnerability' ? describeFix(item) : '';
  return `${item.id} (${item.severity}) in ${where}${title}${remedy}`.replaceAll(
    /[\p{Cc}\p{Zl}\p{Zp}]+/gu,
    ' ',
  );
}

function describeFix({ fixedVersion }: ReportItem): string {
  return fixedVersion === undefined ? '; no fix yet' : `; fixed in ${fixedVersion}`;
}
