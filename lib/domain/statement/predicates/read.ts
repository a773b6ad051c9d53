import type * as v from 'valibot';
import { checkShape } from '../../../base/schema.ts';
import type { Digest } from '../../image/index.ts';
import { refuse } from '../failure.ts';
import type { Outcome } from '../failure.ts';
import type { StatementKind } from '../kinds.ts';
import { approvalSchema } from './approval.ts';
import type { ApprovalRecord } from './approval.ts';
import { importRecordSchema } from './import-record.ts';
import type { ImportRecord } from './import-record.ts';
import { provenanceSchema } from './provenance.ts';
import type { Provenance } from './provenance.ts';
import { intentSchema, revocationSchema } from './records.ts';
import type { IntentHead, RevocationHead } from './records.ts';
import { sbomSchema } from './sbom.ts';
import type { Sbom } from './sbom.ts';
import { summarySchema } from './summary.ts';
import type { Summary } from './summary.ts';
import { vulnerabilitiesSchema } from './vulnerabilities.ts';
import type { Vulnerabilities } from './vulnerabilities.ts';

/** What the predicate of each kind says, read. */
export interface Predicates {
  readonly provenance: Provenance;
  readonly import: ImportRecord;
  readonly sbom: Sbom;
  readonly vulnerabilities: Vulnerabilities;
  readonly verdict: Summary;
  readonly approval: ApprovalRecord;
  readonly intent: IntentHead;
  readonly promotion: Summary;
  readonly revocation: RevocationHead;
}

/** A predicate with what verification needs of it. */
export interface PredicateFacts<T> {
  readonly predicate: T;
  /** Milliseconds since the epoch. */
  readonly madeAt: number;
  /** The resource that a decision was made for. */
  readonly resourceUri?: string;
  /** The image that the predicate itself is about, pinned; its digest must be the subject's. */
  readonly image?: string;
}

/** Reads the predicate of a kind by its schema; one that is about another digest than `subject` is a mismatch. */
export function readPredicate<K extends StatementKind>(
  kind: K,
  predicate: unknown,
  subject: Digest,
): Outcome<PredicateFacts<Predicates[K]>> {
  const read = readers[kind](predicate);
  if (!read.ok) return read;
  const image = read.value.resourceUri ?? read.value.image;
  if (image !== undefined && !image.endsWith(`@${subject}`))
    return refuse('STATEMENT_SUBJECT_MISMATCH', `its predicate is about ${image}`);
  return read;
}

type Reader<T> = (predicate: unknown) => Outcome<PredicateFacts<T>>;

const readers: { readonly [K in StatementKind]: Reader<Predicates[K]> } = {
  provenance: reader(provenanceSchema, ({ finishedAt }) => ({ time: finishedAt })),
  import: reader(importRecordSchema, ({ recordedAt, upstream }) => ({ time: recordedAt, image: upstream })),
  sbom: reader(sbomSchema, ({ createdAt }) => ({ time: createdAt })),
  vulnerabilities: reader(vulnerabilitiesSchema, ({ finishedAt }) => ({ time: finishedAt })),
  verdict: reader(summarySchema, describeSummary),
  approval: reader(approvalSchema, ({ observedAt }) => ({ time: observedAt })),
  intent: reader(intentSchema, ({ observedAt, target }) => ({ time: observedAt, image: target })),
  promotion: reader(summarySchema, describeSummary),
  revocation: reader(revocationSchema, ({ revokedAt, target }) => ({ time: revokedAt, image: target })),
};

interface Described {
  readonly time: string;
  readonly resourceUri?: string;
  readonly image?: string;
}

function describeSummary({ verifiedAt, resourceUri }: Summary): Described {
  return { time: verifiedAt, resourceUri };
}

function reader<T>(schema: v.GenericSchema<unknown, T>, describe: (predicate: T) => Described): Reader<T> {
  return (predicate) => {
    const checked = checkShape(schema, predicate);
    if (!checked.ok)
      return refuse('STATEMENT_MALFORMED', `predicate: ${checked.problems.slice(0, 3).join('; ')}`);
    const { time, ...about } = describe(checked.value);
    return { ok: true, value: { predicate: checked.value, madeAt: Date.parse(time), ...about } };
  };
}
