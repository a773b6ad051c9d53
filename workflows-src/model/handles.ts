import { path } from './expression.ts';
import type { Expression } from './expression.ts';

type Place = readonly [context: string, ...segments: string[]];

/** Expressions for named values of a context, e.g. `steps.build.outputs.*`, by their names. */
export function listHandles<Name extends string>(
  names: readonly Name[],
  place: Place,
): Readonly<Record<Name, Expression>>;
export function listHandles(
  names: readonly string[],
  [context, ...segments]: Place,
): Readonly<Record<string, Expression>> {
  return Object.fromEntries(names.map((name) => [name, path(context, ...segments, name)]));
}

/** The keys of a record, as the type knows them. */
export function listNames<Name extends string>(record: Readonly<Record<Name, unknown>>): readonly Name[];
export function listNames(record: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(record);
}
