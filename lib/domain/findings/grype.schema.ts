import * as v from 'valibot';
import { id, items, name, text, texts } from './fields.schema.ts';

/** The frame of a Grype report. */
export const grypeReportSchema = v.object({
  matches: v.array(v.unknown()),
  ignoredMatches: items,
  source: v.nullish(v.object({ type: text, target: v.optional(v.unknown()) })),
  distro: v.nullish(v.object({ name: text, version: text })),
  descriptor: v.object({
    name: v.string(),
    version: text,
    timestamp: text,
    db: v.nullish(v.object({ built: text, status: v.nullish(v.object({ built: text })) })),
  }),
});

/** What Grype says of the image that it scanned. */
export const grypeTargetSchema = v.object({
  userInput: text,
  imageID: text,
  manifestDigest: text,
  repoDigests: texts,
});

/** A match of a Grype report. */
export const grypeMatchSchema = v.object({
  vulnerability: v.object({
    id,
    severity: text,
    namespace: text,
    description: text,
    fix: v.nullish(
      v.object({
        versions: texts,
        state: text,
        available: v.nullish(v.array(v.object({ version: text, date: text })), []),
      }),
    ),
  }),
  relatedVulnerabilities: v.nullish(v.array(v.object({ id: text })), []),
  artifact: v.object({
    name,
    version: text,
    type: text,
    purl: text,
    locations: v.nullish(v.array(v.object({ path: text })), []),
  }),
});
