import { digestHex, formatImageReference } from '../image/index.ts';
import type { PinnedImage } from '../image/index.ts';
import { renderCanonicalJson } from '../../base/canonical-json.ts';
import type { Json } from '../../base/canonical-json.ts';
import { statementKinds } from '../statement/index.ts';
import type {
  Completion,
  PromotionFacts,
  PromotionRecord,
  RecordedAccount,
  RecordedRun,
  RecordedVerdict,
  RecordKind,
} from './types.ts';

/** The version of the predicates that are written; a reader refuses every other one. */
const recordVersion = 1;

// in-toto Attestation Framework, spec/v1/statement.md.
const statementType = 'https://in-toto.io/Statement/v1';

/** Names of the predicates; a promotion is a SLSA Verification Summary about the image in live. */
export const predicateTypes: Readonly<Record<RecordKind, string>> = {
  intent: statementKinds.intent.predicateType,
  promotion: statementKinds.promotion.predicateType,
  revocation: statementKinds.revocation.predicateType,
};

/** The payload of a record: the canonical bytes of its in-toto statement. Equal records have equal bytes. */
export function renderRecord(record: PromotionRecord): Uint8Array {
  const { target } = record;
  const text = renderCanonicalJson({
    _type: statementType,
    subject: [
      { name: `${target.registry}/${target.repository}`, digest: { sha256: digestHex(target.digest) } },
    ],
    predicateType: predicateTypes[record.kind],
    predicate: { version: recordVersion, ...renderPredicate(record) },
  });
  return new TextEncoder().encode(text);
}

function renderPredicate(record: PromotionRecord): Readonly<Record<string, Json>> {
  switch (record.kind) {
    case 'intent':
      return { ...renderFacts(record), observedAt: record.observedAt };
    case 'promotion':
      return { ...renderFacts(record), ...renderSummary(record), completedAt: record.completedAt };
    case 'revocation': {
      const { reason, ticket, revokedAt, run, target } = record;
      return { target: pinned(target), reason, ticket, revokedAt, run: renderRun(run) };
    }
  }
}

function renderFacts(facts: PromotionFacts): Readonly<Record<string, Json>> {
  return {
    source: pinned(facts.source),
    target: pinned(facts.target),
    tags: facts.tags,
    commit: facts.commit,
    run: renderRun(facts.run),
    environment: facts.environment,
    approvers: facts.approvers.map(renderAccount),
    verdict: renderVerdict(facts.verdict),
    rulesCommit: facts.rulesCommit,
  };
}

function renderSummary(record: Completion): Readonly<Record<string, Json>> {
  return {
    intent: record.intent,
    approval: record.approval,
    manifests: record.manifests,
    verifier: { id: record.run.workflow },
    timeVerified: record.completedAt,
    resourceUri: pinned(record.target),
    policy: { digest: { sha256: digestHex(record.verdict.policyDigest) } },
    inputAttestations: record.inputs.map(({ name, digest }) => ({
      name,
      digest: { sha256: digestHex(digest) },
    })),
    verificationResult: 'PASSED',
    verifiedLevels: [],
  };
}

function renderVerdict({ policyDigest, statementDigest, issuedAt }: RecordedVerdict): Json {
  return { policyDigest, statementDigest, issuedAt };
}

function renderRun(run: RecordedRun): Json {
  const { repository, id, attempt, workflow, actor, triggeringActor } = run;
  return { repository, id, attempt, workflow, actor, triggeringActor };
}

function renderAccount(account: RecordedAccount): Json {
  return { id: account.id, login: account.login };
}

function pinned(image: PinnedImage): string {
  return formatImageReference(image);
}
