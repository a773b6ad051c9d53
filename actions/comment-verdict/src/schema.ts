import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const line = v.pipe(v.string(), v.maxLength(2000));
// A browser takes `..` out of an address, however it is encoded: the link would show another repository.
const path = v.pipe(line, v.regex(/^(?!(?:.*\/)?\.{1,2}(?:\/|$))/s, 'is no path inside the repository'));

/** The file `decision.json` of gate-image, as far as the comment shows it; further fields are let through. */
export const DecisionFile = v.object({
  kind: v.literal('lazaret-decision'),
  image: line,
  decision: v.picklist(['pass', 'fail', 'indeterminate']),
  environment: line,
  counts: v.object({ findings: count, blocking: count }),
  policy: v.object({ path, branch: line, commit: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/)) }),
  reasons: v.array(
    v.object({
      outcome: v.picklist(['fail', 'indeterminate']),
      rule: line,
      subject: line,
      detail: line,
      clears: line,
    }),
  ),
  sizes: v.optional(v.array(v.object({ platform: line, bytes: count })), []),
  newFindings: v.optional(v.array(v.object({ id: line, severity: line, package: line }))),
});

export type DecisionFile = v.InferOutput<typeof DecisionFile>;

// Only what a report of Trivy says of itself, if it does: https://trivy.dev/latest/docs/configuration/reporting/#json
const Metadata = v.object({
  ImageConfig: v.optional(
    v.object({ history: v.optional(v.array(v.object({ created: v.optional(v.string()) }))) }),
  ),
});

/** The file `report.json` of scan-image, as far as the comment shows it. */
export const ScanFile = v.object({
  kind: v.literal('lazaret-scan'),
  platforms: v.array(
    v.object({
      platform: line,
      report: v.optional(v.nullable(v.object({ Metadata: v.optional(Metadata) }))),
    }),
  ),
});

export type ScanFile = v.InferOutput<typeof ScanFile>;

/** The webhook payload of `pull_request`: https://docs.github.com/webhooks/webhook-events-and-payloads#pull_request */
export const PullRequestEvent = v.object({
  pull_request: v.object({
    number: v.pipe(v.number(), v.integer(), v.minValue(1)),
    head: v.object({ sha: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/)) }),
  }),
});
