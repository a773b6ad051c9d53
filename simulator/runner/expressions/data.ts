import { data } from '@actions/expressions';
import type { ExpressionData } from '@actions/expressions/data/expressiondata';
import { isList, isObject } from './json.ts';
import type { Json, JsonObject } from './json.ts';

/** A JSON value as GitHub's evaluator wants it. */
export function toData(value: Json): ExpressionData {
  if (value === null) return new data.Null();
  if (typeof value === 'string') return new data.StringData(value);
  if (typeof value === 'number') return new data.NumberData(value);
  if (typeof value === 'boolean') return new data.BooleanData(value);
  if (isObject(value)) return toDictionary(value);
  return isList(value) ? new data.Array(...value.map(toData)) : new data.Null();
}

/** An object as a dictionary, whose names compare without case. */
export function toDictionary(value: JsonObject): InstanceType<typeof data.Dictionary> {
  const dictionary = new data.Dictionary();
  // Its index is a plain object, in which "constructor" seems to be there already and would be lost.
  Reflect.set(dictionary, 'indexMap', Object.create(null));
  for (const [name, each] of Object.entries(value)) dictionary.add(name, toData(each));
  return dictionary;
}

/** What the evaluator answered, as JSON. */
export function fromData(value: ExpressionData): Json {
  if (value instanceof data.StringData || value instanceof data.NumberData) return value.value;
  if (value instanceof data.BooleanData) return value.value;
  if (value instanceof data.Dictionary)
    return Object.fromEntries(value.pairs().map((pair) => [pair.key, fromData(pair.value)]));
  if (value instanceof data.Array) return value.values().map(fromData);
  return null;
}

/** A value as text, by the rule of expressions: null is empty, an object is the word "Object". */
export function coerceText(value: Json | undefined): string {
  return value === undefined ? '' : toData(value).coerceString();
}
