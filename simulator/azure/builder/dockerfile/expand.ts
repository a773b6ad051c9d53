import { BuildFailure } from '../types.ts';

export type Variables = ReadonlyMap<string, string>;

/** Replaces variables and takes quotes away, as Docker does (Dockerfile reference, "Environment replacement"). */
export function expand(text: string, variables: Variables, escape: string): string {
  const reader: Reader = { text, variables, escape, index: 0, quote: '' };
  let out = '';
  while (reader.index < text.length) out += readNext(reader);
  return out;
}

interface Reader {
  readonly text: string;
  readonly variables: Variables;
  readonly escape: string;
  index: number;
  /** The quote that is open. */
  quote: string;
}

function readNext(reader: Reader): string {
  const { text, escape, quote } = reader;
  const char = text.charAt(reader.index);
  reader.index += 1;
  if (char === quote) return setQuote(reader, '');
  if (quote === "'") return char;
  if (char === escape && reader.index < text.length) {
    reader.index += 1;
    return keepEscape(text.charAt(reader.index - 1), quote, escape);
  }
  if (quote === '' && (char === '"' || char === "'")) return setQuote(reader, char);
  if (char !== '$') return char;
  const variable = readVariable(text, reader.index - 1, reader.variables, escape);
  reader.index = variable.end;
  return variable.value;
}

function setQuote(reader: Reader, quote: string): string {
  reader.quote = quote;
  return '';
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
