import * as v from 'valibot';
import { checkJson } from '../../../../lib/base/schema.ts';
import { BuildFailure } from '../types.ts';

/** The exec form `["a", "b"]`, or undefined for the shell form. */
export function parseJsonForm(rest: string): readonly string[] | undefined {
  if (!rest.startsWith('[')) return undefined;
  const parsed = checkJson(v.array(v.string()), rest);
  return parsed.ok ? parsed.value : undefined;
}

/** Words separated by blanks; quotes and escapes hold words together and stay in them. */
export function splitWords(text: string, escape: string): readonly string[] {
  const mark = escape === '\\' ? '\\\\' : '`';
  const single = "'[^']*'";
  const double = `"(?:${mark}[^]|[^"${mark}])*"`;
  return text.match(new RegExp(`(?:${mark}[^]|${single}|${double}|\\S)+`, 'g')) ?? [];
}

/** `name=value …`, or the older `name value` with the whole rest as value; values still quoted. */
export function parsePairs(
  rest: string,
  escape: string,
  keyword: string,
): readonly (readonly [name: string, value: string])[] {
  const words = splitWords(rest, escape);
  const [first] = words;
  if (first === undefined) throw new BuildFailure(`${keyword} requires at least one argument`);
  if (!first.includes('=')) {
    const value = rest.slice(first.length).trim();
    if (value === '') throw new BuildFailure(`${keyword} must have two arguments`);
    return [[first, value]];
  }
  return words.map((word) => {
    const equals = word.indexOf('=');
    if (equals < 1)
      throw new BuildFailure(`Syntax error - can't find = in "${word}". Must be of the form: name=value`);
    return [word.slice(0, equals), word.slice(equals + 1)] as const;
  });
}
