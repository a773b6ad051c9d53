export { coerceText } from './data.ts';
export {
  evaluateCondition,
  evaluateText,
  evaluateTexts,
  evaluateToken,
  isTruthy,
  plainScope,
} from './evaluate.ts';
export type { Scope } from './evaluate.ts';
export { buildFunctions } from './functions.ts';
export type { ExpressionFunction, Status } from './functions.ts';
export { isList, isObject, readPath, readText } from './json.ts';
export type { Json, JsonObject } from './json.ts';
export { actionParser, workflowParser } from './library.ts';
