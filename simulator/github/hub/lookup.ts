import type { Slice, World } from '../../world/index.ts';
import type { GitRepositories, Signature } from '../git/index.ts';
import type { GithubState, StoredRepository, StoredRun } from '../state.ts';

/** What every part of the hub works on. */
export interface HubParts {
  readonly world: World;
  readonly state: Slice<GithubState>;
  readonly git: GitRepositories;
}

/** The repository of a name, compared without case. */
export function findRepository({ state }: HubParts, fullName: string): StoredRepository | undefined {
  return state.value.repositories.find((each) => each.fullName.toLowerCase() === fullName.toLowerCase());
}

/** The repository of a name; throws for a scenario that names a missing one. */
export function readRepository(parts: HubParts, fullName: string): StoredRepository {
  return present(findRepository(parts, fullName), `repository ${fullName}`);
}

/** A run of a repository; throws when it is missing. */
export function readRun(parts: HubParts, fullName: string, runId: number): StoredRun {
  const run = readRepository(parts, fullName).runs.find(({ id }) => id === runId);
  return present(run, `run ${runId} in ${fullName}`);
}

/** The signature of a login, or the one that was given. */
export function readSignature({ state }: HubParts, who: string | Signature): Signature {
  if (typeof who !== 'string') return who;
  const account = present(
    state.value.accounts.find(({ login }) => login === who),
    `account ${who}`,
  );
  return { name: account.name, email: account.emails[0] ?? '' };
}

/** A value that has to be there for a scenario to go on. */
export function present<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`there is no ${what}`);
  return value;
}
