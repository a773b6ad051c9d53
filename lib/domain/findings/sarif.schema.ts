import * as v from 'valibot';
import { items, line, name, text } from './fields.schema.ts';

/** The frame of a SARIF 2.1.0 log. */
export const sarifLogSchema = v.object({ version: v.literal('2.1.0'), runs: v.array(v.unknown()) });

const sarifProperties = v.nullish(v.record(v.string(), v.unknown()));

/** A rule of a SARIF tool component. */
export const sarifRuleSchema = v.object({
  id: v.string(),
  name: text,
  shortDescription: v.nullish(v.object({ text })),
  defaultConfiguration: v.nullish(v.object({ level: text })),
  properties: sarifProperties,
});

/** A run of a SARIF log; its results are read one by one. */
export const sarifRunSchema = v.object({
  tool: v.object({
    driver: v.object({ name, version: text, semanticVersion: text, rules: items }),
    extensions: v.nullish(v.array(v.object({ rules: items }))),
  }),
  invocations: v.nullish(
    v.array(v.object({ executionSuccessful: v.nullish(v.boolean()), endTimeUtc: text })),
  ),
  properties: sarifProperties,
  results: items,
});

const sarifLocation = v.object({
  physicalLocation: v.nullish(
    v.object({
      artifactLocation: v.nullish(v.object({ uri: text })),
      region: v.nullish(v.object({ startLine: line })),
    }),
  ),
});

/** A result of a SARIF run. */
export const sarifResultSchema = v.object({
  ruleId: text,
  ruleIndex: line,
  rule: v.nullish(v.object({ id: text, index: line, toolComponent: v.nullish(v.looseObject({})) })),
  level: text,
  kind: text,
  baselineState: text,
  message: v.nullish(v.object({ text })),
  locations: v.nullish(v.array(sarifLocation)),
  properties: sarifProperties,
});
