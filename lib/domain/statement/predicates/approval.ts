import * as v from 'valibot';
import type { Json } from '../../../base/canonical-json.ts';
import type { Digest } from '../../image/index.ts';
import { count, digest, instant, maxItems, text } from './fields.ts';

/** An approval as it was observed: GitHub keeps neither its time nor the page that was approved. */
export interface ApprovalRecord {
  readonly environment: string;
  readonly approvers: readonly { readonly id: number; readonly login: string }[];
  readonly run: { readonly repository: string; readonly id: number; readonly attempt: number };
  /** Digest of the page that the approvers were shown; absent where the workflow writes none. */
  readonly pageDigest?: Digest;
  /** When the approval was read back, RFC 3339. */
  readonly observedAt: string;
}

/** The predicate of an approval, version 1. */
export const approvalSchema = v.pipe(
  v.object({
    version: v.literal(1),
    environment: text,
    approvers: v.pipe(v.array(v.object({ id: count, login: text })), v.minLength(1), v.maxLength(maxItems)),
    run: v.object({ repository: text, id: count, attempt: count }),
    pageDigest: v.optional(digest),
    observedAt: instant,
  }),
  v.transform(({ version: _version, pageDigest, ...record }): ApprovalRecord => ({
    ...record,
    ...(pageDigest === undefined ? {} : { pageDigest }),
  })),
);

/** The predicate of an approval. */
export function buildApproval({ environment, approvers, run, pageDigest, observedAt }: ApprovalRecord): Json {
  return {
    version: 1,
    environment,
    approvers: approvers.map(({ id, login }) => ({ id, login })),
    run: { repository: run.repository, id: run.id, attempt: run.attempt },
    ...(pageDigest === undefined ? {} : { pageDigest }),
    observedAt,
  };
}
