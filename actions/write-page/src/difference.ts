/** What one set has and the other has not, each sorted. */
export interface Difference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Compares two sets of names; undefined when one of them is unknown. */
export function compareNames(
  before: ReadonlySet<string> | undefined,
  after: ReadonlySet<string> | undefined,
): Difference | undefined {
  if (before === undefined || after === undefined) return undefined;
  return {
    added: [...after].filter((name) => !before.has(name)).sort(),
    removed: [...before].filter((name) => !after.has(name)).sort(),
  };
}
