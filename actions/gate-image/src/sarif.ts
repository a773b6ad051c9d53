import { formatTime } from '../../../lib/base/time.ts';
import { describeFinding, judgeAll } from '../../../lib/domain/gate/index.ts';
import type { Judged, Judgement, Reason } from '../../../lib/domain/gate/index.ts';
import { formatImageReference } from '../../../lib/domain/image/index.ts';
import type { Case } from './case.ts';

const schemaUrl =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** What stands out of all findings; the others are in the scanner's own SARIF. */
const shown: ReadonlySet<Judgement['effect']> = new Set(['fail', 'indeterminate', 'waived', 'vex', 'grace']);

const levels: Readonly<Partial<Record<Judgement['effect'], 'error' | 'warning' | 'note'>>> = {
  ...{ fail: 'error', indeterminate: 'warning', grace: 'note', waived: 'note', vex: 'note' },
};

interface Result {
  readonly ruleId: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly [name: string]: unknown;
}

/** A SARIF 2.1.0 log of the decision: findings that block, are unknown or were excepted, and facts that are missing. */
export function buildSarif(decided: Case): object {
  const { decision, evidence, rules } = decided;
  const judged = judgeAll(rules.policy, evidence.facts, decision.decidedAt);
  const findings = judged.filter(({ judgement }) => shown.has(judgement.effect));
  const named = new Set(
    findings.map(({ finding, judgement }) => describeFinding(finding, judgement).subject),
  );
  const results = [
    ...findings.map((each) => describeJudged(each, decided)),
    ...decision.reasons
      .filter(({ subject }) => !named.has(subject))
      .map((each) => describeReason(each, decided)),
  ];
  return { $schema: schemaUrl, version: '2.1.0', runs: [buildRun(results, decided)] };
}

function buildRun(results: readonly Result[], { decision, subject }: Case): object {
  const ids = [...new Set(results.map(({ ruleId }) => ruleId))];
  // GitHub's code scanning wants all three of a rule.
  const rules = ids.map((id) => ({
    ...{ id, shortDescription: { text: id }, fullDescription: { text: id } },
    help: {
      text: `${id}: what clears it stands in the message of each result and in the summary of the run.`,
    },
  }));
  return {
    tool: { driver: { name: 'Lazaret gate', rules } },
    automationDetails: { id: `gate-image/${decision.environment}/` },
    invocations: [{ executionSuccessful: true, endTimeUtc: formatTime(decision.decidedAt) }],
    originalUriBaseIds: { ROOTPATH: { uri: 'file:///' } },
    columnKind: 'utf16CodeUnits',
    results: results.map((result) => ({ ...result, ruleIndex: ids.indexOf(result.ruleId) })),
    properties: { image: formatImageReference(subject.image), decision: decision.outcome },
  };
}

function describeJudged({ finding, judgement }: Judged, { subject: { image } }: Case): Result {
  const { subject, detail, clears } = describeFinding(finding, judgement);
  const path = finding.location?.path ?? '';
  const isExcepted = judgement.effect === 'waived' || judgement.effect === 'vex';
  return {
    ruleId: finding.id,
    level: levels[judgement.effect] ?? 'note',
    message: { text: `${subject}: ${detail}; ${clears}` },
    locations: [place(path, finding.location?.line ?? 1, `${formatImageReference(image)}//${path}`)],
    partialFingerprints: { 'lazaret-gate/v1': [judgement.rule, subject, path].join('|') },
    // SARIF 2.1.0 §3.35: accepted outside the source.
    ...(isExcepted
      ? { suppressions: [{ kind: 'external', status: 'accepted', justification: detail }] }
      : {}),
    properties: { rule: judgement.rule, severity: finding.severity },
  };
}

function describeReason(
  { outcome, rule, subject, detail, clears }: Reason,
  { subject: { image }, rules }: Case,
): Result {
  return {
    ruleId: rule,
    level: outcome === 'fail' ? 'error' : 'warning',
    message: { text: `${subject}: ${detail}; ${clears}` },
    locations: [place(rules.policyFile.name, findLine(detail), formatImageReference(image))],
    partialFingerprints: { 'lazaret-gate/v1': [rule, subject].join('|') },
    properties: { rule },
  };
}

// Reasons about a waiver begin with its place, `gate.yaml:12`.
function findLine(detail: string): number {
  return Number(/^[^\s:]+:(\d+): /.exec(detail)?.[1] ?? 1);
}

function place(path: string, startLine: number, fullyQualifiedName: string): object {
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '..');
  const uri = segments.map((segment) => encodeURIComponent(segment.toWellFormed())).join('/') || 'image';
  return {
    physicalLocation: { artifactLocation: { uri }, region: { startLine: Math.max(1, startLine) } },
    logicalLocations: [{ fullyQualifiedName, kind: 'resource' }],
  };
}
