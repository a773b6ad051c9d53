import { access, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Origin } from '../documents/index.ts';
import type { RunnerOptions } from './types.ts';

/** The trees of commits, each written to disk once. */
export interface Trees {
  /** The tree of a commit that an event names by ref and commit. */
  open(repository: string, ref: string, sha: string): Promise<Origin>;
  /** What `owner/name@ref` is; undefined where this world has no such repository or ref. */
  resolve(repository: string, ref: string): Promise<Origin | undefined>;
}

/** Opens the trees below the world's folder. */
export function openTrees({ world, github }: Pick<RunnerOptions, 'world' | 'github'>): Trees {
  const opening = new Map<string, Promise<string>>();
  const write = async (repository: string, sha: string): Promise<string> => {
    const folder = join(world.folder, 'runner', 'trees', repository, sha);
    if (await exists(folder)) return folder;
    const draft = `${folder}.${world.uuid()}`;
    await mkdir(join(world.folder, 'runner', 'trees', repository), { recursive: true });
    await github.git.checkout(repository, sha, draft);
    await rm(join(draft, '.git'), { recursive: true, force: true });
    await rename(draft, folder);
    return folder;
  };
  const open = async (repository: string, ref: string, sha: string): Promise<Origin> => {
    const key = `${repository}@${sha}`;
    const promise = opening.get(key) ?? write(repository, sha);
    opening.set(key, promise);
    return { repository, ref, sha, tree: await promise };
  };
  return {
    open,
    async resolve(repository, ref) {
      const found = github.hub.findRepository(repository);
      if (found === undefined || !(await github.git.exists(found.fullName))) return undefined;
      const named = await findRef(github, found.fullName, ref);
      return named === undefined ? undefined : open(found.fullName, named.ref, named.sha);
    },
  };
}

// A commit counts by its full hash alone; a branch comes before a tag of the same name.
async function findRef(
  { git }: RunnerOptions['github'],
  repository: string,
  ref: string,
): Promise<{ readonly ref: string; readonly sha: string } | undefined> {
  const names = ref.startsWith('refs/') ? [ref] : [`refs/heads/${ref}`, `refs/tags/${ref}`];
  for (const name of names) {
    const sha = await git.tip(repository, name);
    if (sha !== undefined) return { ref: name, sha };
  }
  if (!/^[0-9a-f]{40}$/.test(ref)) return undefined;
  const sha = await git.tip(repository, ref);
  return sha === undefined ? undefined : { ref, sha };
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
