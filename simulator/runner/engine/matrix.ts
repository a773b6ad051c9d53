import { isList, isObject } from '../expressions/index.ts';
import type { Json, JsonObject } from '../expressions/index.ts';

/** "A matrix will generate a maximum of 256 jobs per workflow run" (workflow syntax, "strategy.matrix"). */
const maxJobs = 256;
/** So many before `exclude` takes some away; without a limit a few short lists fill the memory. */
const maxProduct = 65_536;

/**
 * The combinations of an evaluated `matrix`, in order; one empty combination for a job without one. Throws where
 * GitHub refuses it. https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/run-job-variations
 */
export function expandMatrix(matrix: Json | undefined): readonly JsonObject[] {
  if (matrix === undefined || matrix === null) return [{}];
  if (!isObject(matrix)) throw new Error('the matrix is no mapping');
  const { include, exclude, ...axes } = matrix;
  const combinations = multiply(axes).filter((each) => !readItems(exclude, 'exclude').some(isPartOf(each)));
  const all = addIncluded(combinations, { included: readItems(include, 'include'), axes });
  if (all.length === 0) throw new Error('Matrix must define at least one vector');
  if (all.length > maxJobs) throw new Error(`Matrix generates ${all.length} jobs; the limit is ${maxJobs}`);
  return all;
}

function multiply(axes: JsonObject): readonly JsonObject[] {
  const names = Object.entries(axes);
  if (names.length === 0) return [];
  const product = names.reduce((count, [, values]) => count * (isList(values) ? values.length : 1), 1);
  if (product > maxProduct) throw new Error(`Matrix generates ${product} jobs; the limit is ${maxJobs}`);
  return names.reduce<readonly JsonObject[]>(
    (combinations, [name, values]) => {
      if (!isList(values)) throw new Error(`Matrix vector '${name}' is no list`);
      if (values.length === 0) throw new Error(`Matrix vector '${name}' does not contain any values`);
      return combinations.flatMap((each) => values.map((value) => ({ ...each, [name]: value })));
    },
    [{}],
  );
}

function readItems(value: Json | undefined, name: string): readonly JsonObject[] {
  if (value === undefined || value === null) return [];
  if (!isList(value)) throw new Error(`Matrix ${name} is no list`);
  return value.map((each) => {
    if (!isObject(each)) throw new Error(`Matrix ${name} holds something that is no mapping`);
    return each;
  });
}

// "An excluded configuration only has to be a partial match."
function isPartOf(combination: JsonObject): (part: JsonObject) => boolean {
  return (part) => Object.entries(part).every(([name, value]) => isSame(combination[name], value));
}

function isSame(one: Json | undefined, other: Json): boolean {
  if (isObject(one) && isObject(other)) return isPartOf(one)(other);
  return JSON.stringify(one) === JSON.stringify(other);
}

interface Inclusion {
  readonly included: readonly JsonObject[];
  readonly axes: JsonObject;
}

// "The key:value pairs in the object will be added to each of the combinations if none of them overwrite any of the
// original matrix values", values of earlier includes may be; an object that fits nowhere is a combination of its own.
function addIncluded(
  combinations: readonly JsonObject[],
  { included, axes }: Inclusion,
): readonly JsonObject[] {
  const extended: JsonObject[] = [...combinations];
  const own: JsonObject[] = [];
  for (const item of included) {
    const fits = combinations.map((original) =>
      Object.entries(item).every(([name, value]) => !(name in axes) || isSame(original[name], value)),
    );
    if (!fits.includes(true)) own.push(item);
    fits.forEach((isFit, at) => {
      if (isFit) extended[at] = { ...extended[at], ...item };
    });
  }
  return [...extended, ...own];
}

/** `job (value, value)`: how GitHub names the jobs of a matrix that have no name of their own. */
export function nameCombination(base: string, combination: JsonObject): string {
  const values = Object.values(combination).flatMap(listScalars);
  return values.length === 0 ? base : `${base} (${values.join(', ')})`;
}

function listScalars(value: Json): readonly string[] {
  if (isObject(value)) return Object.values(value).flatMap(listScalars);
  if (isList(value)) return value.flatMap(listScalars);
  return value === null ? [] : [String(value)];
}
