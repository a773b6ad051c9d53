/** What became of a text with variables in it. */
export type Expanded =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly missing: string };

const variable = /\\\$|\$(?:(\w+)|\{(\w+)(?:(:[-+])([^{}]*))?\})/g;

/**
 * Puts values in for `$NAME`, `${NAME}`, `${NAME:-default}` and `${NAME:+other}`, as Docker does in FROM.
 * https://docs.docker.com/reference/dockerfile/#environment-replacement
 */
export function expandVariables(text: string, values: ReadonlyMap<string, string>): Expanded {
  const missing: string[] = [];
  const expanded = text.replace(variable, (...match: readonly (string | undefined)[]) => {
    const [whole, bare, braced, operator, word = ''] = match;
    if (whole === '\\$') return '$';
    const name = bare ?? braced ?? '';
    const value = values.get(name) ?? '';
    if (value === '' && operator === undefined) missing.push(name);
    return choose(value, operator, word);
  });
  const [first] = missing;
  return first === undefined ? { ok: true, text: expanded } : { ok: false, missing: first };
}

function choose(value: string, operator: string | undefined, word: string): string {
  if (operator === ':+') return value === '' ? '' : word;
  return value === '' ? word : value;
}
