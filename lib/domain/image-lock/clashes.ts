import type { LockEntry, LockProblem } from './types.ts';

/** Entries that say the same twice, or send two upstreams to one repository of quarantine. */
export function findClashes(entries: readonly LockEntry[]): readonly LockProblem[] {
  return entries.flatMap((entry, index) => {
    const before = entries.slice(0, index);
    const twin = before.find((other) => nameOf(other) === nameOf(entry));
    if (twin !== undefined)
      return [{ ...entry.place, text: `${nameOf(entry)} is a duplicate of line ${twin.place.line}` }];
    const rival = before.find(
      (other) => other.target === entry.target && sourceOf(other) !== sourceOf(entry),
    );
    if (rival === undefined) return [];
    const text = `${sourceOf(entry)} has the target ${entry.target}, as has ${sourceOf(rival)} of line ${rival.place.line}; give one of them another target`;
    return [{ ...entry.place, text }];
  });
}

function sourceOf({ image }: LockEntry): string {
  return `${image.registry}/${image.repository}`;
}

function nameOf(entry: LockEntry): string {
  return `${sourceOf(entry)}:${entry.image.tag} into ${entry.target}`;
}
