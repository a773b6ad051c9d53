import { buildRepository, takeId } from '../state.ts';
import type { StoredEnvironment, StoredRepository } from '../state.ts';
import type { BranchProtection, RepositoryRole } from '../../estate/index.ts';
import { readRepository } from './lookup.ts';
import type { HubParts } from './lookup.ts';

/** A new repository. */
export interface RepositoryOrder {
  readonly fullName: string;
  readonly visibility?: 'private' | 'public';
  readonly collaborators: Readonly<Record<string, RepositoryRole>>;
  readonly protections?: readonly BranchProtection[];
}

/** Makes an empty repository. */
export async function createRepository(parts: HubParts, order: RepositoryOrder): Promise<StoredRepository> {
  const { fullName, visibility = 'private', collaborators, protections = [] } = order;
  const repository = buildRepository({
    ...{ id: takeId(parts.state), fullName, visibility, defaultBranch: 'main' },
    ...{ createdAt: new Date(parts.world.clock.now()).toISOString() },
    ...{ collaborators: { ...collaborators }, protections: [...protections] },
  });
  parts.state.value.repositories.push(repository);
  await parts.git.create(fullName);
  parts.state.touch();
  return repository;
}

/** Copies a repository to an account, which has no rights in the first by that. */
export async function forkRepository(
  parts: HubParts,
  fullName: string,
  owner: string,
): Promise<StoredRepository> {
  const parent = readRepository(parts, fullName);
  const to = `${owner}/${parent.fullName.split('/')[1] ?? ''}`;
  const fork = buildRepository({
    ...{ id: takeId(parts.state), fullName: to, visibility: parent.visibility, parent: parent.fullName },
    ...{ defaultBranch: parent.defaultBranch, collaborators: { [owner]: 'admin' } },
    createdAt: new Date(parts.world.clock.now()).toISOString(),
  });
  parts.state.value.repositories.push(fork);
  await parts.git.fork(parent.fullName, to);
  parts.state.touch();
  return fork;
}

/** Changes an environment, or makes one that protects nothing yet. */
export function setEnvironment(
  parts: HubParts,
  fullName: string,
  name: string,
  change: Partial<StoredEnvironment>,
): void {
  const { environments } = readRepository(parts, fullName);
  const found = environments.find((each) => each.name === name);
  if (found !== undefined) Object.assign(found, change);
  else environments.push({ ...buildEnvironment(takeId(parts.state), name), ...change });
  parts.state.touch();
}

// What an environment has that a workflow merely named (GitHub docs, "Managing environments for deployment").
function buildEnvironment(id: number, name: string): StoredEnvironment {
  return {
    ...{ id, name, reviewers: [], preventSelfReview: false, canAdminsBypass: true },
    ...{ branchPolicy: 'none', branchPatterns: [] },
  };
}
