import type { Json } from '../../../base/canonical-json.ts';
import { computeDigest } from '../../image/index.ts';
import type { Digest } from '../../image/index.ts';
import { statementKinds } from '../kinds.ts';
import type { StatementKind } from '../kinds.ts';
import {
  buildApproval,
  buildImportRecord,
  buildProvenance,
  buildSummary,
  buildVulnerabilities,
} from '../predicates/index.ts';
import type { Summary } from '../predicates/index.ts';
import type { Statement } from '../types.ts';

/** The image that every sample is about. */
export const sampleDigest: Digest = computeDigest('image');
export const quarantined = `lazaretquarantine.azurecr.io/workload/chain-api@${sampleDigest}`;
export const promoted = `lazaretlive.azurecr.io/workload/chain-api@${sampleDigest}`;
/** When every sample was made. */
export const madeAt = '2026-11-02T08:10:00.000Z';

const run = {
  repository: 'contoso/lazaret',
  id: 7,
  workflow: 'contoso/lazaret/.github/workflows/import.yml@refs/heads/main',
  actor: 'platform-engineer',
  triggeringActor: 'platform-engineer',
};

/** A statement of each kind about {@link sampleDigest}. */
export function buildSample(kind: StatementKind): Statement {
  return {
    subject: { name: 'lazaretquarantine.azurecr.io/workload/chain-api', digest: sampleDigest },
    predicateType: statementKinds[kind].predicateType,
    predicate: predicates[kind],
  };
}

const predicates: Readonly<Record<StatementKind, Json>> = {
  provenance: buildProvenance({
    builder: 'https://github.com/contoso/lazaret/.github/workflows/build.yml@refs/heads/main',
    repository: 'https://github.com/contoso/lazaret',
    ref: 'refs/heads/main',
    commit: '1'.repeat(40),
    contextHash: computeDigest('context'),
    bases: [
      { image: 'docker.io/library/node:24', digest: computeDigest('node') },
      { image: 'scratchy:5000/base', digest: 'unknown' },
    ],
    run: 'https://github.com/contoso/lazaret/actions/runs/7',
    registryRun: '/subscriptions/x/runs/ca1',
    startedAt: '2026-11-02T08:05:00.000Z',
    finishedAt: madeAt,
  }),
  import: buildImportRecord({
    builder: 'https://github.com/contoso/lazaret/.github/workflows/import.yml@refs/heads/main',
    upstream: `docker.io/library/node@${sampleDigest}`,
    run,
    commit: '1'.repeat(40),
    recordedAt: madeAt,
  }),
  sbom: {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    metadata: { timestamp: madeAt },
    components: [{ type: 'library', name: 'openssl', version: '3.0.11', ratings: [{ score: 9.8 }] }],
  },
  vulnerabilities: buildVulnerabilities({
    scanner: { uri: 'https://trivy.dev', version: '0.76.0' },
    database: {
      uri: 'lazaretquarantine.azurecr.io/tools/trivy-db',
      version: '2',
      lastUpdate: '2026-11-02T06:00:00Z',
    },
    result: [{ id: 'CVE-2026-0001', severity: [{ method: 'nvd', score: 'HIGH' }] }],
    startedAt: '2026-11-02T08:09:00.000Z',
    finishedAt: madeAt,
  }),
  verdict: buildSummary(summarise(quarantined)),
  approval: buildApproval({
    environment: 'promote',
    approvers: [{ id: 71500103, login: 'release-approver' }],
    run: { repository: run.repository, id: run.id, attempt: 1 },
    pageDigest: computeDigest('page'),
    observedAt: madeAt,
  }),
  intent: { version: 1, target: promoted, observedAt: madeAt },
  promotion: buildSummary(summarise(promoted)),
  revocation: { version: 1, target: promoted, reason: 'leaked key', ticket: 'INC-1', revokedAt: madeAt },
};

function summarise(resourceUri: string): Summary {
  return {
    result: 'PASSED',
    resourceUri,
    verifier: 'https://github.com/contoso/lazaret/.github/workflows/gate.yml@refs/heads/main',
    verifiedAt: madeAt,
    policy: { uri: 'gate.yaml', digest: computeDigest('policy') },
    inputs: [{ name: 'report', digest: computeDigest('report') }],
    levels: [],
    reasons: [],
  };
}
