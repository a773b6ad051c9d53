import type { ActionDocument } from '../documents/index.ts';
import { evaluateText } from '../expressions/index.ts';
import type { Scope } from '../expressions/index.ts';
import type { Recorder } from './recorder.ts';

/**
 * Joins `with:` and the defaults of `action.yml`. Names compare without case; an undeclared one is a warning and
 * is still passed on, as the runner does ("Unexpected input(s) …, valid inputs are […]").
 */
export function joinInputs(
  action: ActionDocument,
  given: Readonly<Record<string, string>>,
  { scope, recorder }: { readonly scope: Scope; readonly recorder: Recorder },
): Readonly<Record<string, string>> {
  const values = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const known = action.inputs.map(({ name }) => name.toLowerCase());
  const unknown = Object.keys(values).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    const valid = known.map((name) => `'${name}'`).join(', ');
    recorder.annotate(
      'warning',
      `Unexpected input(s) '${unknown.join("', '")}', valid inputs are [${valid}]`,
    );
  }
  const defaults = action.inputs.map(({ name, default: token }) => {
    return [name.toLowerCase(), token === undefined ? '' : evaluateText(token, scope)] as const;
  });
  for (const { name, deprecation } of action.inputs) {
    if (deprecation !== undefined && name.toLowerCase() in values)
      recorder.annotate('warning', `Input '${name}' has been deprecated with message: ${deprecation}`);
  }
  return { ...Object.fromEntries(defaults), ...values };
}
