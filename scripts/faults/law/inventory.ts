import { live, quarantine } from '../../../simulator/estate/index.ts';
import type { Simulation } from '../../../simulator/simulation.ts';

/** What a registry holds, without what differs from run to run: one line a tag, manifest or record. */
export type Inventory = readonly string[];

/**
 * Both registries with all locks, in an order of their own. Records differ in their times, so a record stands for its
 * kind and image; blobs that no manifest names are left out, as a broken upload may leave some.
 */
export function readInventory({ registries }: Pick<Simulation, 'registries'>): Inventory {
  return [quarantine, live].flatMap(({ loginServer, name }) => {
    const repositories = registries.findStore(loginServer)?.slice.value.repositories ?? {};
    return Object.entries(repositories)
      .flatMap(([repository, { manifests, tags }]) => {
        const named = (digest: string): string => {
          const manifest = manifests[digest];
          const { subject, artifactType } = manifest ?? {};
          return subject === undefined ? digest : `${artifactType ?? ''} of ${subject}`;
        };
        return [
          ...Object.entries(manifests).map(
            ([digest, { attributes }]) => `@${named(digest)} ${renderLocks(attributes)}`,
          ),
          ...Object.entries(tags).map(
            ([tag, { digest, attributes }]) => `:${tag} -> ${named(digest)} ${renderLocks(attributes)}`,
          ),
        ].map((line) => `${name}/${repository}${line}`);
      })
      .sort();
  });
}

/** What stands in one inventory alone, marked `-` (lacking) or `+` (too much). */
export function compareInventories(expected: Inventory, actual: Inventory): readonly string[] {
  return [...subtract(expected, actual, '-'), ...subtract(actual, expected, '+')];
}

function subtract(from: Inventory, others: Inventory, sign: string): readonly string[] {
  const left = [...others];
  return from.flatMap((line) => {
    const at = left.indexOf(line);
    if (at === -1) return [`${sign} ${line}`];
    left.splice(at, 1);
    return [];
  });
}

function renderLocks(attributes: {
  readonly writeEnabled: boolean;
  readonly deleteEnabled: boolean;
}): string {
  const { writeEnabled, deleteEnabled } = attributes;
  return writeEnabled || deleteEnabled ? 'open' : 'locked';
}
