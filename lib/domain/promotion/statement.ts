import { digestHex, formatImageReference } from '../image/index.ts';
import type { PinnedImage } from '../image/index.ts';
import { renderCanonicalJson } from '../../base/canonical-json.ts';
import type { Json } from '../../base/canonical-json.ts';
import type { Completion, PromotionFacts, PromotionRecord, RecordedAccount, RecordedRun } from './types.ts';

/** The version of the predicates that are written; a reader refuses every other one. */
export const recordVersion = 1;

// in-toto Attestation Framework, spec/v1/statement.md.
const statementType = 'https://in-toto.io/Statement/v1';

/**
 * Names of the predicates. Own ones live under a name that nobody can own (RFC 2606 `.example`).
 * A promotion with a verdict is a SLSA Verification Summary (https://slsa.dev/spec/v1.1/verification_summary);
 * one without must not look like it, so it has its own type.
 */
export const predicateTypes = {
  intent: 'https://lazaret.example/promotion-intent/v1',
  promotion: 'https://slsa.dev/verification_summary/v1',
  promotionWithoutVerdict: 'https://lazaret.example/promotion-without-verdict/v1',
  revocation: 'https://lazaret.example/revocation/v1',
} as const;

/** The payload of a record: the canonical bytes of its in-toto statement. Equal records have equal bytes. */
export function renderRecord(record: PromotionRecord): Uint8Array {
  const { target } = record;
  const text = renderCanonicalJson({
    _type: statementType,
    subject: [
      { name: `${target.registry}/${target.repository}`, digest: { sha256: digestHex(target.digest) } },
    ],
    predicateType: findPredicateType(record),
    predicate: { version: recordVersion, ...renderPredicate(record) },
  });
  return new TextEncoder().encode(text);
}

/** The predicate type that a record is written under. */
export function findPredicateType(record: PromotionRecord): string {
  const isUnverified = record.kind === 'promotion' && record.verdict === 'none';
  return isUnverified ? predicateTypes.promotionWithoutVerdict : predicateTypes[record.kind];
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
    verdict: facts.verdict,
  };
}

function renderSummary(record: Completion): Readonly<Record<string, Json>> {
  const own = { intent: record.intent, manifests: record.manifests };
  if (record.verdict === 'none') return own;
  const { policyDigest, statementDigest } = record.verdict;
  return {
    ...own,
    verifier: { id: record.run.workflow },
    timeVerified: record.completedAt,
    resourceUri: pinned(record.target),
    policy: { digest: { sha256: digestHex(policyDigest) } },
    inputAttestations: [{ digest: { sha256: digestHex(statementDigest) } }],
    verificationResult: 'PASSED',
    verifiedLevels: [],
  };
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
