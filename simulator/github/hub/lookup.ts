import type { Slice, World } from '../../world/index.ts';
import type { GitRepositories, Signature } from '../git/index.ts';
import type {
  GithubState,
  StoredEnvironment,
  StoredPullRequest,
  StoredRepository,
  StoredRun,
} from '../state.ts';
import type { HubEvents } from './events.ts';

/** What every part of the hub works on. */
export interface HubParts {
  readonly world: World;
  readonly state: Slice<GithubState>;
  readonly git: GitRepositories;
  readonly events: HubEvents;
}

/** The repository of a name, compared without case. */
export function findRepository(
  { state }: Pick<HubParts, 'state'>,
  fullName: string,
): StoredRepository | undefined {
  return state.value.repositories.find((each) => each.fullName.toLowerCase() === fullName.toLowerCase());
}

/** The repository of a name; throws for a scenario that names a missing one. */
export function readRepository(parts: Pick<HubParts, 'state'>, fullName: string): StoredRepository {
  return present(findRepository(parts, fullName), `repository ${fullName}`);
}

/** A run of a repository; throws when it is missing. */
export function readRun(parts: HubParts, fullName: string, runId: number): StoredRun {
  const run = readRepository(parts, fullName).runs.find(({ id }) => id === runId);
  return present(run, `run ${runId} in ${fullName}`);
}

/** A pull request of a repository; throws when it is missing. */
export function readPull(parts: HubParts, fullName: string, number: number): StoredPullRequest {
  const pull = readRepository(parts, fullName).pullRequests.find((each) => each.number === number);
  return present(pull, `pull request ${number} in ${fullName}`);
}

/** An environment of a repository; throws when it is missing. */
export function readEnvironment(repository: StoredRepository, name: string): StoredEnvironment {
  return present(
    repository.environments.find((each) => each.name === name),
    `environment ${name}`,
  );
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

/** The next number; issues and pull requests share one row. */
export function takeNumber({ issues, pullRequests }: StoredRepository): number {
  return Math.max(0, ...[...issues, ...pullRequests].map(({ number }) => number)) + 1;
}

/** The commit that a branch points at; throws where there is none. */
export async function readTip({ git }: HubParts, repository: string, branch: string): Promise<string> {
  return present(await git.tip(repository, `refs/heads/${branch}`), `branch ${branch}`);
}

/** A value that has to be there for a scenario to go on. */
export function present<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`there is no ${what}`);
  return value;
}
