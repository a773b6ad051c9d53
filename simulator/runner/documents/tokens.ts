import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/index';
import { coerceText, evaluateToken, isList, plainScope, workflowParser } from '../expressions/index.ts';
import type { Json } from '../expressions/index.ts';

export type Token = TemplateToken;

/** The value of a name in a mapping; undefined where it is no mapping or has no such name. */
export function field(token: Token | undefined, name: string): Token | undefined {
  return entries(token).find(([key]) => key === name)?.[1];
}

/** The pairs of a mapping, in order; none for anything else. */
export function entries(token: Token | undefined): readonly (readonly [string, Token])[] {
  if (token === undefined || !workflowParser.isMapping(token)) return [];
  return [...token].map(({ key, value }) => [key.toString(), value] as const);
}

/** The items of a list; none for anything else. */
export function items(token: Token | undefined): readonly Token[] {
  return token !== undefined && workflowParser.isSequence(token) ? [...token] : [];
}

/** A node that may hold no expression, as its value. */
export function literal(token: Token | undefined): Json | undefined {
  return token === undefined ? undefined : evaluateToken(token, plainScope({}));
}

/** A node as text; undefined where it is missing. */
export function text(token: Token | undefined): string | undefined {
  return token === undefined ? undefined : coerceText(literal(token));
}

/** One text, or a list of them. */
export function texts(token: Token | undefined): readonly string[] {
  const value = literal(token);
  if (value === undefined || value === null) return [];
  return isList(value) ? value.map((each) => coerceText(each)) : [coerceText(value)];
}

/** Whether a node is an expression, whose value is known only later. */
export function isExpression(token: Token | undefined): boolean {
  return token !== undefined && workflowParser.isBasicExpression(token);
}

/** `path (Line: 3, Col: 5)`, in the words of GitHub's own parser. */
export function renderPlace(path: string, token: Token | undefined): string {
  if (token?.line === undefined) return path;
  return `${path} (Line: ${token.line}, Col: ${token.col ?? 1})`;
}
