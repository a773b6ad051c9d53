import * as v from 'valibot';
import { findTime } from '../findings/index.ts';

const time = v.pipe(
  v.string(),
  v.check((text) => findTime(text) !== undefined, 'no RFC 3339 time'),
);
const digest = v.pipe(v.string(), v.regex(/^sha256:[a-f0-9]{64}$|^sha512:[a-f0-9]{128}$/, 'no digest'));
const source = v.optional(digest);

/** The file of facts, `--facts`. Unknown keys are refused: a misspelled fact would be a missing one. */
export const factsSchema = v.strictObject({
  version: v.literal(1),
  repository: v.optional(v.string()),
  digest: v.optional(digest),
  manifests: v.optional(
    v.pipe(v.array(v.strictObject({ digest, config: digest, platform: v.string() })), v.minLength(1)),
  ),
  scan: v.optional(v.strictObject({ 'finished-at': time, source })),
  database: v.optional(v.strictObject({ 'built-at': time, source })),
  provenance: v.optional(
    v.strictObject({
      ...{ subject: digest, kind: v.picklist(['build', 'import']), builder: v.string(), source },
    }),
  ),
  'first-seen': v.optional(v.strictObject({ findings: v.record(v.string(), time), source })),
  live: v.optional(
    v.union([
      v.strictObject({ runs: v.literal(false), source }),
      v.strictObject({ runs: v.literal(true), packages: v.array(v.string()), source }),
    ]),
  ),
  'self-test': v.optional(v.strictObject({ passed: v.boolean(), source })),
  'waiver-approvals': v.optional(v.strictObject({ approved: v.array(v.string()), source })),
});

/** CISA's catalogue of known exploited vulnerabilities, known_exploited_vulnerabilities.json. */
export const kevSchema = v.object({
  dateReleased: time,
  count: v.number(),
  vulnerabilities: v.pipe(
    v.array(v.object({ cveID: v.pipe(v.string(), v.regex(/^CVE-\d{4}-\d{4,}$/i, 'no CVE')) })),
    v.minLength(1, 'lists nothing'),
  ),
});

const vexName = v.pipe(v.string(), v.minLength(1));
const vexComponent = v.object({
  '@id': v.optional(vexName),
  identifiers: v.optional(v.object({ purl: v.optional(vexName) })),
});

/** An OpenVEX document, https://github.com/openvex/spec 0.2.0. */
export const vexSchema = v.object({
  '@context': v.pipe(v.string(), v.startsWith('https://openvex.dev/ns', 'no OpenVEX document')),
  '@id': vexName,
  author: vexName,
  timestamp: time,
  last_updated: v.optional(time),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  statements: v.pipe(
    v.array(
      v.object({
        vulnerability: v.object({
          '@id': v.optional(v.string()),
          name: vexName,
          aliases: v.optional(v.array(vexName), []),
        }),
        products: v.pipe(
          v.array(
            v.object({ ...vexComponent.entries, subcomponents: v.optional(v.array(vexComponent), []) }),
          ),
          v.minLength(1),
        ),
        timestamp: v.optional(time),
        status: v.picklist(['not_affected', 'affected', 'fixed', 'under_investigation']),
        justification: v.optional(
          v.picklist([
            'component_not_present',
            'vulnerable_code_not_present',
            'vulnerable_code_not_in_execute_path',
            'vulnerable_code_cannot_be_controlled_by_adversary',
            'inline_mitigations_already_exist',
          ]),
        ),
      }),
    ),
    v.minLength(1),
  ),
});
