import * as v from 'valibot';
import type { Json } from '../../../base/canonical-json.ts';
import { digestHex } from '../../image/index.ts';
import type { Digest } from '../../image/index.ts';
import { digestSet, instant, maxItems, pinnedImage, text } from './fields.ts';

/** Something that a decision was made from. */
export interface SummaryInput {
  /** What it is, e.g. `report`, `policy` or the predicate type of a statement. */
  readonly name: string;
  readonly digest: Digest;
}

/** A decision about an artifact: a verdict of the gate, or a promotion. */
export interface Summary {
  readonly result: 'PASSED' | 'FAILED';
  /** The image that was decided on, pinned, where it lay: `registry/repository@sha256:…`. */
  readonly resourceUri: string;
  /** Who decided: a workflow, named as a builder is. */
  readonly verifier: string;
  /** RFC 3339. */
  readonly verifiedAt: string;
  readonly policy: { readonly uri?: string; readonly digest: Digest };
  readonly inputs: readonly SummaryInput[];
  /** SLSA levels that were verified; empty when none is claimed. */
  readonly levels: readonly string[];
  /** Why, one sentence each. */
  readonly reasons: readonly string[];
  /** What a failure is: decided, or something was unknown. */
  readonly outcome?: 'pass' | 'fail' | 'indeterminate';
  /** Whose rules of the policy it was decided by. */
  readonly environment?: string;
}

// VSA v1, "Parsing rules": unknown fields are ignored, so an extension stands under a name of its own.
const reasonsField = 'https://lazaret.example/reasons';
const outcomeField = 'https://lazaret.example/outcome';
const environmentField = 'https://lazaret.example/environment';

const input = v.object({ name: v.optional(text, ''), digest: digestSet });

/** SLSA Verification Summary v1: https://slsa.dev/spec/v1.1/verification_summary#schema */
export const summarySchema = v.pipe(
  v.object({
    verifier: v.object({ id: text }),
    timeVerified: instant,
    resourceUri: pinnedImage,
    policy: v.object({ uri: v.optional(text), digest: digestSet }),
    inputAttestations: v.pipe(v.array(input), v.maxLength(maxItems)),
    verificationResult: v.picklist(['PASSED', 'FAILED']),
    verifiedLevels: v.pipe(v.array(text), v.maxLength(maxItems)),
    [reasonsField]: v.optional(v.pipe(v.array(text), v.maxLength(maxItems)), []),
    [outcomeField]: v.optional(v.picklist(['pass', 'fail', 'indeterminate'])),
    [environmentField]: v.optional(text),
  }),
  v.transform((raw): Summary => {
    const { uri, digest } = raw.policy;
    const [outcome, environment] = [raw[outcomeField], raw[environmentField]];
    return {
      result: raw.verificationResult,
      resourceUri: raw.resourceUri,
      verifier: raw.verifier.id,
      verifiedAt: raw.timeVerified,
      policy: { digest, ...(uri === undefined ? {} : { uri }) },
      inputs: raw.inputAttestations,
      levels: raw.verifiedLevels,
      reasons: raw[reasonsField],
      ...(outcome === undefined ? {} : { outcome }),
      ...(environment === undefined ? {} : { environment }),
    };
  }),
);

/** The predicate of a decision, passed or failed. */
export function buildSummary(summary: Summary): Json {
  const { policy, outcome, environment } = summary;
  return {
    verifier: { id: summary.verifier },
    timeVerified: summary.verifiedAt,
    resourceUri: summary.resourceUri,
    policy: {
      digest: { sha256: digestHex(policy.digest) },
      ...(policy.uri === undefined ? {} : { uri: policy.uri }),
    },
    inputAttestations: summary.inputs.map(({ name, digest }) => ({
      name,
      digest: { sha256: digestHex(digest) },
    })),
    verificationResult: summary.result,
    verifiedLevels: summary.levels,
    [reasonsField]: summary.reasons,
    ...(outcome === undefined ? {} : { [outcomeField]: outcome }),
    ...(environment === undefined ? {} : { [environmentField]: environment }),
  };
}
