import {
  parseChoice,
  parseDigest,
  parseFlag,
  parseInteger,
  parseItems,
  parsePath,
  parseTime,
  timeForm,
} from './parsers.ts';
import { parseBoundedDuration } from './duration.ts';
import type { Field, FieldOptions, ParseScope } from './fields.ts';
import { Secret } from './secret.ts';

interface Parsing<T> {
  readonly parse: (text: string, scope: ParseScope) => T;
  /** What to write, as the end of "write …"; shown when the input is missing. */
  readonly form?: string;
}

type Loose<O> = O & Partial<Parsing<unknown>>;

/** A text, trimmed; `parse` turns it into a value of the domain and throws a coded error. */
export function text<T, const O extends FieldOptions>(options: O & Parsing<T>): Field<T, O>;
export function text<const O extends FieldOptions>(options: O & { readonly form?: string }): Field<string, O>;
export function text(options: Loose<FieldOptions>): Field<unknown> {
  const parse = options.parse ?? ((value: string) => value);
  return { kind: 'text', options, form: options.form ?? 'a text', parse };
}

/** A moment, as UTC with milliseconds. */
export function time<const O extends FieldOptions>(options: O): Field<string, O> {
  return { kind: 'text', options, form: timeForm, parse: parseTime };
}

/** `true` or `false`, false when absent. */
export function flag<const O extends FieldOptions>(options: O): Field<boolean, O> {
  return { kind: 'flag', options, form: '`true` or `false`', parse: parseFlag, absent: false };
}

/** A whole number within bounds. */
export function integer<const O extends FieldOptions & { readonly min: number; readonly max: number }>(
  options: O,
): Field<number, O> {
  const form = `a whole number from ${options.min} to ${options.max}`;
  return { kind: 'integer', options, form, parse: (value) => parseInteger(value, options) };
}

/** One of a few words. */
export function choice<const V extends string, const O extends FieldOptions>(
  options: O & { readonly values: readonly V[] },
): Field<V, O> {
  const form = options.values.map((value) => `\`${value}\``).join(' or ');
  return { kind: 'choice', options, form, parse: (value) => parseChoice(value, options.values) };
}

/** One item a line; blank lines are skipped, an absent list is empty. */
export function list<T, const O extends FieldOptions>(options: O & Parsing<T>): Field<readonly T[], O>;
export function list<const O extends FieldOptions>(
  options: O & { readonly form?: string },
): Field<readonly string[], O>;
export function list(options: Loose<FieldOptions>): Field<readonly unknown[]> {
  const parseItem = options.parse ?? ((value: string) => value);
  const form = options.form ?? 'one item a line';
  return {
    kind: 'list',
    options,
    form,
    absent: [],
    parse: (value, scope) => parseItems(value, scope, parseItem),
  };
}

/** A path inside the workspace, as an absolute path with links followed; `mustBe` makes it exist. */
export function path<const O extends FieldOptions & { readonly mustBe?: 'file' | 'folder' }>(
  options: O,
): Field<string, O> {
  const form = 'a path inside the workspace';
  return { kind: 'path', options, form, parse: (value, scope) => parsePath(value, scope, options.mustBe) };
}

/** A length of time such as `90s`, `15m`, `1h30m`, in milliseconds. */
export function duration<const O extends FieldOptions & { readonly min?: string; readonly max?: string }>(
  options: O,
): Field<number, O> {
  const form = 'a duration such as `90s`, `15m` or `1h30m`';
  return { kind: 'duration', options, form, parse: (value) => parseBoundedDuration(value, options) };
}

/** A content digest, `sha256:` and 64 hex digits, or what `parse` makes of the text. */
export function digest<T, const O extends FieldOptions>(options: O & Parsing<T>): Field<T, O>;
export function digest<const O extends FieldOptions>(options: O): Field<`sha256:${string}`, O>;
export function digest(options: Loose<FieldOptions>): Field<unknown> {
  const form = '`sha256:` and 64 lower-case hex digits';
  return { kind: 'digest', options, form, parse: options.parse ?? parseDigest };
}

/** A value that is masked before anything is logged, and does not print. */
export function secret<const O extends FieldOptions>(options: O): Field<Secret, O> {
  const form = 'a secret, e.g. `${{ secrets.NAME }}`';
  return { kind: 'secret', options, form, parse: (value) => new Secret(value) };
}

/** The token that GitHub makes for each job. */
export function jobToken<const O extends FieldOptions>(options: O) {
  return secret({ ...options, default: '${{ github.token }}' });
}

/** Secrets, one a line, each masked; an absent list is empty. */
export function secretList<const O extends FieldOptions>(options: O): Field<readonly Secret[], O> {
  const parse = (value: string, scope: ParseScope) => parseItems(value, scope, (item) => new Secret(item));
  return { kind: 'secret list', options, form: 'one secret a line', absent: [], parse };
}
