export { defineInputs, defineOutputs } from './define.ts';
export { parseDuration } from './duration.ts';
export { toCamelCase } from './fields.ts';
export type {
  Field,
  FieldOptions,
  InputFields,
  InputsOf,
  OutputFields,
  OutputsOf,
  ParseScope,
} from './fields.ts';
export { InputProblem } from './input-problem.ts';
export {
  choice,
  digest,
  duration,
  flag,
  integer,
  jobToken,
  list,
  path,
  secret,
  secretList,
  text,
  time,
} from './kinds.ts';
export type { RunResult } from './results.ts';
export { runAction } from './run-action.ts';
export type { ActionSpec } from './run-action.ts';
export { Secret } from './secret.ts';
export type { ActionContext, JobContext, Verdict } from './types.ts';
