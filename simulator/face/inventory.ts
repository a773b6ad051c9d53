import type { RegistryStore } from '../azure/registry/types.ts';

/** A repository as a person sees it: its tags and what they point at. */
export interface RepositoryContents {
  readonly repository: string;
  readonly tags: readonly { readonly name: string; readonly digest: string; readonly isLocked: boolean }[];
  /** Manifests without a tag: children of indexes, and digests that lost theirs. */
  readonly untagged: number;
}

/** Lists a registry's repositories by name, tags by name. */
export function readContents(store: RegistryStore): readonly RepositoryContents[] {
  return store.repositories().map((repository) => {
    const tags = store.tags(repository).map((name) => ({
      name,
      digest: store.resolve(repository, name)?.digest ?? '',
      isLocked: store.attributes(repository, name)?.writeEnabled === false,
    }));
    const tagged = new Set(tags.map(({ digest }) => digest));
    const untagged = store.manifests(repository).filter((digest) => !tagged.has(digest)).length;
    return { repository, tags, untagged };
  });
}

/** The contents of a registry as lines of text. */
export function renderContents(host: string, contents: readonly RepositoryContents[]): string {
  const lines = contents.flatMap(({ repository, tags, untagged }) => [
    `  ${repository}${untagged === 0 ? '' : `  (+${untagged} untagged)`}`,
    ...tags.map(
      ({ name, digest, isLocked }) =>
        `    ${shortenTag(name).padEnd(34)} ${digest.slice(0, 19)}${isLocked ? '  locked' : ''}`,
    ),
  ]);
  return [host, ...(lines.length === 0 ? ['  (empty)'] : lines)].join('\n');
}

function shortenTag(name: string): string {
  return name.replace(/([0-9a-f]{12})[0-9a-f]{52}(?=$|-)/, '$1…');
}
