import * as v from 'valibot';
import { instant, text } from './fields.ts';

/** A CycloneDX document as far as a statement needs it; `document` is the whole of it. */
export interface Sbom {
  readonly specVersion: string;
  /** RFC 3339. */
  readonly createdAt: string;
  readonly document: unknown;
}

const headSchema = v.object({
  bomFormat: v.literal('CycloneDX'),
  specVersion: v.pipe(text, v.regex(/^1\.\d{1,2}$/, 'no version 1.x')),
  metadata: v.object({ timestamp: instant }),
});

/** The predicate is the document itself: https://github.com/in-toto/attestation/blob/main/spec/predicates/cyclonedx.md */
export const sbomSchema = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset, addIssue, NEVER }): Sbom => {
    const head = v.safeParse(headSchema, dataset.value);
    if (!head.success) {
      addIssue({ message: head.issues.map(({ message }) => message).join('; ') });
      return NEVER;
    }
    const { specVersion, metadata } = head.output;
    return { specVersion, createdAt: metadata.timestamp, document: dataset.value };
  }),
);
