import type { Json } from '../../../base/canonical-json.ts';
import { formatTime } from '../../../base/time.ts';
import type { Descriptor } from '../../artifact/index.ts';
import { attachBundle } from '../../attachment/index.ts';
import type { AttachmentRegistry } from '../../attachment/index.ts';
import { decide } from '../../gate/index.ts';
import type { Decision } from '../../gate/index.ts';
import { computeDigest, formatImageReference } from '../../image/index.ts';
import type { Digest, PinnedImage } from '../../image/index.ts';
import type { Rules } from '../../rules/index.ts';
import {
  buildProvenance,
  buildSummary,
  buildVulnerabilities,
  renderStatement,
  signStatement,
  statementKinds,
} from '../../statement/index.ts';
import type { Signer, StatementKind, Summary, SummaryInput } from '../../statement/index.ts';
import { gatherEvidence } from '../gather.ts';
import { describeManifest, listPlatforms, readArtifact } from '../platforms.ts';
import { source } from '../scan.ts';
import { summariseInputs } from '../summary-inputs.ts';
import type { ChangeHistory, EvidenceRegistry, ImagePlatform, LiveShelf, ScanEvidence } from '../types.ts';
import { buildTestSbom, renderTrivyReport } from './trivy-report.ts';
import type { TestVulnerability } from './trivy-report.ts';

/** The place and the keys of a gate that a test plays itself. */
export interface TestGate {
  readonly client: EvidenceRegistry & AttachmentRegistry;
  readonly rules: Rules;
  readonly signers: { readonly provenance: Signer; readonly decision: Signer };
  readonly now: number;
  readonly history?: ChangeHistory;
  readonly live?: LiveShelf;
}

/** How a played gate differs from one that lets a clean image pass. */
export interface GateChange {
  readonly vulnerabilities?: readonly TestVulnerability[];
  /** Attaches no provenance, but says in the verdict that there was some. */
  readonly isUnattested?: boolean;
  /** The commit that the provenance names. */
  readonly commit?: string;
  /** The workflow that the provenance names. */
  readonly builder?: string;
  /** What the verdict says instead. */
  readonly summary?: (summary: Summary) => Summary;
  /** Who signs the verdict instead. */
  readonly signer?: Signer;
  /** Changes the signed verdict. */
  readonly touch?: (bundle: Uint8Array) => Uint8Array;
}

const builder = 'https://github.com/contoso/lazaret/.github/workflows/main.yml@refs/heads/main';
const repository = 'https://github.com/contoso/lazaret';

/** Attests, scans and decides an image as the workflows do, with a scanner's answer that the test makes up. */
export async function playGate(
  gate: TestGate,
  image: PinnedImage,
  change: GateChange = {},
): Promise<Decision> {
  const artifact = await readArtifact(image, gate.client);
  const root = describeManifest(artifact.root);
  if (change.isUnattested !== true) await attach(gate, image, root, draftProvenance(gate, change));
  const platforms = listPlatforms(artifact);
  const attached: SummaryInput[] = [];
  for (const platform of platforms) {
    for (const draft of draftPlatform(gate, platform, change)) {
      const digest = await attach(gate, image, platform.manifest, draft);
      attached.push({ name: `${draft.kind} ${platform.platform}`, digest });
    }
  }
  const scan = buildScan(gate.now, platforms, change.vulnerabilities ?? []);
  const { rules, now, history, live, client: quarantine } = gate;
  const { facts } = await gatherEvidence(
    { environment: 'quarantine', image, artifact, rules, scan, now, serverUrl: 'https://github.com' },
    { quarantine, history, live, note: () => undefined },
  );
  const decision = decide(rules.policy, facts, now);
  const draft = draftVerdict(gate, image, [...summariseInputs(decision), ...attached], { decision, change });
  await attach(gate, image, root, draft);
  return decision;
}

interface Draft {
  readonly kind: StatementKind;
  readonly predicate: Json;
  readonly signer: Signer;
  readonly touch?: (bundle: Uint8Array) => Uint8Array;
}

async function attach(
  { client }: TestGate,
  image: PinnedImage,
  subject: Descriptor,
  { kind, predicate, signer, touch = (bundle) => bundle }: Draft,
): Promise<Digest> {
  const { predicateType } = statementKinds[kind];
  const name = `${image.registry}/${image.repository}`;
  const statement = { subject: { name, digest: subject.digest }, predicateType, predicate };
  const bundle = touch(await signStatement(statement, signer));
  await attachBundle({ client, repository: image.repository }, subject, bundle, predicateType);
  return computeDigest(renderStatement(statement));
}

function draftProvenance({ signers, now }: TestGate, change: GateChange): Draft {
  const predicate = buildProvenance({
    ...{
      builder: change.builder ?? builder,
      repository,
      ref: 'refs/heads/main',
      commit: change.commit ?? 'b'.repeat(40),
    },
    ...{ contextHash: computeDigest('context'), bases: [], run: `${repository}/actions/runs/1` },
    ...{ registryRun: '/subscriptions/x/runs/ca1', startedAt: formatTime(now), finishedAt: formatTime(now) },
  });
  return { kind: 'provenance', predicate, signer: signers.provenance };
}

function draftPlatform(
  { signers, now }: TestGate,
  { platform }: ImagePlatform,
  { vulnerabilities = [] }: GateChange,
): readonly Draft[] {
  const time = formatTime(now);
  const findings = buildVulnerabilities({
    scanner: { uri: 'https://trivy.dev', version: '0.76.0' },
    database: { uri: 'tools/trivy-db', version: '2', lastUpdate: time },
    result: vulnerabilities.map(({ id, severity }) => ({
      id,
      severity: [{ method: 'debian', score: severity }],
    })),
    ...{ startedAt: time, finishedAt: time },
  });
  const { decision: signer } = signers;
  return [
    { kind: 'sbom', predicate: buildTestSbom(platform, time), signer },
    { kind: 'vulnerabilities', predicate: findings, signer },
  ];
}

function buildScan(
  now: number,
  platforms: readonly ImagePlatform[],
  vulnerabilities: readonly TestVulnerability[],
): ScanEvidence {
  const time = formatTime(now);
  const text = renderTrivyReport(vulnerabilities);
  const digest = computeDigest(time);
  return {
    reports: platforms.map(({ platform, manifest }) => ({ name: platform, text, manifest: manifest.digest })),
    database: source('database', 'database', { digest, value: now }),
    scannedAt: source('scan-time', 'scan-time', { digest, value: now }),
    selfTest: source('self-test', 'self-test', { digest, value: { passed: true } }),
  };
}

function draftVerdict(
  { rules, signers, now }: TestGate,
  image: PinnedImage,
  inputs: readonly SummaryInput[],
  { decision, change }: { readonly decision: Decision; readonly change: GateChange },
): Draft {
  const { outcome, environment, reasons } = decision;
  const summary: Summary = {
    ...{ result: outcome === 'pass' ? 'PASSED' : 'FAILED', resourceUri: formatImageReference(image) },
    ...{ verifier: `${repository}/.github/workflows/gate.yml@refs/heads/main`, verifiedAt: formatTime(now) },
    ...{ policy: { digest: computeDigest(rules.policyFile.text) }, inputs, levels: [] },
    ...{ reasons: reasons.map(({ rule, detail }) => `${rule}: ${detail}`), outcome, environment },
  };
  const predicate = buildSummary(change.summary?.(summary) ?? summary);
  const { signer = signers.decision, touch } = change;
  return { kind: 'verdict', predicate, signer, ...(touch === undefined ? {} : { touch }) };
}
