import type { Json } from '../../../lib/base/canonical-json.ts';
import { formatTime } from '../../../lib/base/time.ts';
import type { Descriptor } from '../../../lib/domain/artifact/index.ts';
import { describeManifest, summariseInputs } from '../../../lib/domain/evidence/index.ts';
import type { ImagePlatform } from '../../../lib/domain/evidence/index.ts';
import { rankOf } from '../../../lib/domain/findings/index.ts';
import type { Finding, Report } from '../../../lib/domain/findings/index.ts';
import { computeDigest, formatImageReference } from '../../../lib/domain/image/index.ts';
import { parseScanReport } from '../../../lib/domain/report/index.ts';
import type { ScanReport } from '../../../lib/domain/report/index.ts';
import { buildSummary, buildVulnerabilities, statementKinds } from '../../../lib/domain/statement/index.ts';
import type { ReportedVulnerability, Statement, SummaryInput } from '../../../lib/domain/statement/index.ts';
import type { Case } from './case.ts';

/** Something that is to be said under the decision key. */
export interface Draft {
  readonly kind: 'sbom' | 'vulnerabilities' | 'verdict';
  /** `sbom linux/amd64`. */
  readonly name: string;
  readonly subject: Descriptor;
  readonly statement: Statement;
}

/** SBOM and findings of every platform whose scan is believed; a foreign report has neither. */
export function draftPlatforms(decided: Case): readonly Draft[] {
  const parsed = parseScanReport(decided.report.text);
  if (!parsed.ok || parsed.value.digest !== decided.subject.image.digest) return [];
  const drafts: Draft[] = [];
  for (const platform of decided.evidence.platforms) {
    const scan = parsed.value.platforms.find(({ manifest }) => manifest === platform.manifest.digest);
    const found = findReport(decided, platform);
    if (scan?.result !== 'complete' || found === undefined) continue;
    drafts.push(
      ...draftSbom(decided, platform),
      draftFindings(decided, platform, { report: parsed.value, found }),
    );
  }
  return drafts;
}

/** The verdict on the index, passed or not, with all that it stands on. */
export function draftVerdict(decided: Case, now: number, attached: readonly SummaryInput[]): Draft {
  const { decision, job, rules, subject } = decided;
  const { serverUrl, repository, workflowRef } = job;
  const uri = `${serverUrl}/${repository}/blob/${rules.commit}/${rules.policyFile.name}`;
  const predicate = buildSummary({
    result: decision.outcome === 'pass' ? 'PASSED' : 'FAILED',
    resourceUri: formatImageReference(subject.image),
    verifier: `${serverUrl}/${workflowRef}`,
    verifiedAt: formatTime(now),
    policy: { uri, digest: computeDigest(rules.policyFile.text) },
    inputs: [...summariseInputs(decision), ...attached],
    levels: [],
    reasons: listReasons(decided),
    ...{ outcome: decision.outcome, environment: decision.environment },
  });
  return draft(decided, 'verdict', {
    name: 'verdict',
    manifest: describeManifest(subject.artifact.root),
    predicate,
  });
}

const maxReasons = 200;

function listReasons({ decision: { reasons } }: Case): readonly string[] {
  const lines = reasons.map(
    ({ outcome, rule, subject, detail }) => `${outcome}: ${rule}: ${subject}: ${detail}`,
  );
  const rest = lines.length - maxReasons;
  return [...lines.slice(0, maxReasons), ...(rest > 0 ? [`and ${rest} more`] : [])].map((line) =>
    line.slice(0, 1000),
  );
}

function findReport({ evidence }: Case, { config }: ImagePlatform): Report | undefined {
  const reports = evidence.facts.reports.filter(({ value }) => value.imageId === config);
  const [only] = reports;
  return reports.length === 1 && only?.value.problems.length === 0 ? only.value : undefined;
}

function draftSbom(decided: Case, { manifest, platform }: ImagePlatform): readonly Draft[] {
  const predicate = decided.sboms.get(manifest.digest);
  if (predicate === undefined) return [];
  return [draft(decided, 'sbom', { name: `sbom ${platform}`, manifest, predicate })];
}

function draftFindings(
  decided: Case,
  platform: ImagePlatform,
  { report, found }: { readonly report: ScanReport; readonly found: Report },
): Draft {
  const { scanner, database, startedAt, finishedAt } = report;
  const predicate = buildVulnerabilities({
    scanner: { uri: `https://github.com/aquasecurity/${scanner.name}`, version: scanner.version },
    database: { uri: database.image, version: database.digest, lastUpdate: database.updatedAt },
    result: listVulnerabilities(found.findings),
    ...{ startedAt, finishedAt },
  });
  const name = `vulnerabilities ${platform.platform}`;
  return draft(decided, 'vulnerabilities', { name, manifest: platform.manifest, predicate });
}

const vulnerable: ReadonlySet<string> = new Set(['os', 'library', 'other']);

// One entry a vulnerability, with the worst severity that any of its packages has.
function listVulnerabilities(findings: readonly Finding[]): readonly ReportedVulnerability[] {
  const worst = new Map<string, Finding>();
  for (const finding of findings.filter(({ class: kind }) => vulnerable.has(kind))) {
    const before = worst.get(finding.id);
    if (before === undefined || rankOf(finding.severity) > rankOf(before.severity))
      worst.set(finding.id, finding);
  }
  return [...worst.values()]
    .map(({ id, severity, severitySource }) => ({
      id,
      severity: [{ method: severitySource, score: severity }],
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function draft(
  { subject: { image } }: Case,
  kind: Draft['kind'],
  {
    name,
    manifest,
    predicate,
  }: { readonly name: string; readonly manifest: Descriptor; readonly predicate: Json },
): Draft {
  const subject = { name: `${image.registry}/${image.repository}`, digest: manifest.digest };
  return {
    kind,
    name,
    subject: manifest,
    statement: { subject, predicateType: statementKinds[kind].predicateType, predicate },
  };
}
