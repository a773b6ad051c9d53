import { BuildFailure } from '../types.ts';

export type Variables = ReadonlyMap<string, string>;

/** Replaces variables and takes quotes away, as Docker does (Dockerfile reference, "Environment replacement"). */
export function expand(text: string, variables: Variables, escape: string): string {
  let out = '';
  let quote = '';
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charAt(index);
    if (quote === "'") {
      if (char === "'") quote = '';
      else out += char;
    } else if (char === escape && index + 1 < text.length) {
      index += 1;
      out += keepEscape(text.charAt(index), quote, escape);
    } else if (char === '"' || (char === "'" && quote === '')) {
      quote = quote === char ? '' : char;
    } else if (char === '$') {
      const variable = readVariable(text, index, variables, escape);
      out += variable.value;
      index = variable.end - 1;
    } else out += char;
  }
  return out;
}

/** Inside double quotes an escape only guards `"`, `$` and itself. */
function keepEscape(char: string, quote: string, escape: string): string {
  return quote === '"' && !['"', '$', escape].includes(char) ? `${escape}${char}` : char;
}

interface Read {
  readonly value: string;
  /** Index after the variable. */
  readonly end: number;
}

function readVariable(text: string, start: number, variables: Variables, escape: string): Read {
  const plain = /^\$(\w+)/.exec(text.slice(start));
  if (plain !== null) {
    return { value: variables.get(plain[1] ?? '') ?? '', end: start + plain[0].length };
  }
  if (text.charAt(start + 1) !== '{') return { value: '$', end: start + 1 };
  const end = findBrace(text, start + 2);
  const match = /^(\w+)(?:(:?[-+?])([\s\S]*))?$/.exec(text.slice(start + 2, end));
  if (match === null)
    throw new BuildFailure(`failed to process "${text}": unsupported modifier in substitution`);
  const [, name = '', operator = '', word = ''] = match;
  const value = variables.get(name);
  return { value: choose({ name, operator, value }, expandLazily(word, variables, escape)), end: end + 1 };
}

function choose(
  variable: { readonly name: string; readonly operator: string; readonly value: string | undefined },
  word: () => string,
): string {
  const { name, operator, value } = variable;
  const isSet = operator.startsWith(':') ? value !== undefined && value !== '' : value !== undefined;
  if (operator.endsWith('+')) return isSet ? word() : '';
  if (isSet || operator === '') return value ?? '';
  if (operator.endsWith('-')) return word();
  throw new BuildFailure(`failed to process "\${${name}${operator}}": ${name}: ${word()}`);
}

function expandLazily(word: string, variables: Variables, escape: string): () => string {
  return () => expand(word, variables, escape);
}

function findBrace(text: string, start: number): number {
  let depth = 1;
  for (let index = start; index < text.length; index += 1) {
    if (text.charAt(index) === '{') depth += 1;
    if (text.charAt(index) === '}') depth -= 1;
    if (depth === 0) return index;
  }
  throw new BuildFailure(
    `failed to process "${text}": unexpected end of statement while looking for matching }`,
  );
}
