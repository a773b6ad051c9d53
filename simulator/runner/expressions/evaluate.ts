import { Evaluator, Lexer, Parser } from '@actions/expressions';
import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/index';
import { coerceText, fromData, toDictionary } from './data.ts';
import { buildFunctions } from './functions.ts';
import type { ExpressionFunction } from './functions.ts';
import type { Json, JsonObject } from './json.ts';
import { conditions, workflowParser } from './library.ts';

/** What an expression can see. */
export interface Scope {
  readonly contexts: JsonObject;
  readonly functions: readonly ExpressionFunction[];
}

// A context that is not given at all fails inside the evaluator, so each is there, if need be empty.
const contextNames = [
  ...['github', 'env', 'vars', 'job', 'jobs', 'steps', 'runner'],
  ...['secrets', 'strategy', 'matrix', 'needs', 'inputs'],
];
const emptyContexts: JsonObject = Object.fromEntries(contextNames.map((name) => [name, {}]));

/** A scope with nothing but the given contexts, in which everything has gone well. */
export function plainScope(contexts: JsonObject): Scope {
  return { contexts, functions: buildFunctions({ status: () => 'success' }) };
}

/** The value of one expression, without its braces. */
export function evaluateExpression(source: string, scope: Scope): Json {
  const parser = new Parser(lex(source), contextNames, [...scope.functions]);
  const functions = new Map(scope.functions.map((each) => [each.name.toLowerCase(), each]));
  const contexts = toDictionary({ ...emptyContexts, ...scope.contexts });
  return fromData(new Evaluator(parser.parse(), contexts, functions).evaluate());
}

// The lexer (0.3.61) undoes only the first doubled quote of a literal; GitHub undoes all of them.
// https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#literals
function lex(source: string): ConstructorParameters<typeof Parser>[0] {
  return new Lexer(source).lex().tokens.map((token) => {
    const isLiteral = token.lexeme.startsWith("'");
    return isLiteral ? { ...token, value: token.lexeme.slice(1, -1).replaceAll("''", "'") } : token;
  });
}

/** The value of a node of a workflow file, with every expression in it evaluated. */
export function evaluateToken(token: TemplateToken | undefined, scope: Scope): Json {
  const { isBasicExpression, isMapping, isSequence, isString, isNumber, isBoolean } = workflowParser;
  if (token === undefined) return null;
  if (isBasicExpression(token)) return evaluateHere(token.expression, token, scope);
  if (isMapping(token)) {
    const pairs = [...token].map(({ key, value }) => {
      return [coerceText(evaluateToken(key, scope)), evaluateToken(value, scope)] as const;
    });
    return Object.fromEntries(pairs);
  }
  if (isSequence(token)) return [...token].map((each) => evaluateToken(each, scope));
  if (isString(token) || isNumber(token) || isBoolean(token)) return token.value;
  return null;
}

/** A node as text. */
export function evaluateText(token: TemplateToken | undefined, scope: Scope): string {
  return coerceText(evaluateToken(token, scope));
}

/** A mapping as texts by name. */
export function evaluateTexts(token: TemplateToken | undefined, scope: Scope): Record<string, string> {
  const value = evaluateToken(token, scope);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, coerceText(each)]));
}

/** Whether an `if` holds; `success() &&` stands before one that names no status function. */
export function evaluateCondition(token: TemplateToken | undefined, scope: Scope): boolean {
  const source = token === undefined ? '' : readCondition(token);
  const full = source === '' ? 'success()' : conditions.ensureStatusFunction(source, token?.definitionInfo);
  return isTruthy(evaluateHere(full, token, scope));
}

/** Whether a value counts as true in a condition. */
export function isTruthy(value: Json): boolean {
  return value !== null && value !== false && value !== '' && value !== 0 && !Number.isNaN(value);
}

function readCondition(token: TemplateToken): string {
  if (workflowParser.isBasicExpression(token)) return token.expression.trim();
  return coerceText(evaluateToken(token, plainScope({}))).trim();
}

function evaluateHere(source: string, token: TemplateToken | undefined, scope: Scope): Json {
  try {
    return evaluateExpression(source, scope);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const line = token?.line === undefined ? '' : `line ${token.line}: `;
    throw new Error(`${line}the expression "${source}" cannot be evaluated: ${reason}`, { cause: error });
  }
}
