import * as v from 'valibot';
import { id, items, text } from './fields.schema.ts';

/** The frame of a CycloneDX document. */
export const cyclonedxSchema = v.object({
  specVersion: v.string(),
  metadata: v.nullish(
    v.object({ timestamp: text, tools: v.optional(v.unknown()), component: v.nullish(v.unknown()) }),
  ),
  components: items,
  vulnerabilities: items,
});

/** A component of a CycloneDX document. */
export const cyclonedxComponentSchema = v.object({
  'bom-ref': text,
  type: text,
  name: v.string(),
  version: text,
  purl: text,
  components: items,
  properties: v.nullish(v.array(v.object({ name: text, value: text }))),
});

/** A vulnerability of a CycloneDX document. */
export const cyclonedxVulnerabilitySchema = v.object({
  id,
  description: text,
  published: text,
  recommendation: text,
  references: v.nullish(v.array(v.object({ id: text })), []),
  ratings: v.nullish(
    v.array(
      v.object({
        severity: text,
        score: v.nullish(v.number()),
        method: text,
        source: v.nullish(v.object({ name: text })),
      }),
    ),
  ),
  affects: v.nullish(v.array(v.object({ ref: v.string() })), []),
});

/** A tool as CycloneDX 1.4 (a list) and 1.5 (an object with components) name it. */
export const cyclonedxToolsSchema = v.union([
  v.array(v.object({ name: text, version: text })),
  v.pipe(
    v.object({ components: v.nullish(v.array(v.object({ name: text, version: text })), []) }),
    v.transform(({ components }) => components),
  ),
]);
