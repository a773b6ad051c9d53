import type { Job } from '../runner/index.ts';
import type { Service, World } from '../world/index.ts';
import { createGitHttp, openRepositories } from './git/index.ts';
import type { GitRepositories } from './git/index.ts';
import { createHub } from './hub/index.ts';
import type { Hub } from './hub/index.ts';
import { createRest } from './rest/service.ts';
import { openState } from './state.ts';
import { createJobTokens } from './tokens.ts';

/** The simulated GitHub without its OIDC issuer. */
export interface Github {
  readonly services: readonly Service[];
  readonly hub: Hub;
  readonly git: GitRepositories;
  /** A fresh GITHUB_TOKEN with the job's permissions and no more. */
  tokenFor(job: Pick<Job, 'repository' | 'permissions'>): string;
  /** The tree of a commit of `https://github.com/owner/name(.git)` as a tar; undefined where there is none. */
  archive(url: string, commit: string): Promise<AsyncIterable<Uint8Array> | undefined>;
}

/** Opens the simulated GitHub of a world. */
export function createGithub(world: World): Github {
  const state = openState(world);
  const git = openRepositories(world);
  const tokens = createJobTokens(world, state);
  const hub = createHub({ world, state, git });
  const http = createGitHttp({
    async readable(fullName, authorization) {
      const repository = hub.findRepository(fullName);
      if (repository === undefined || !(await git.exists(repository.fullName))) return undefined;
      const grant = tokens.find(authorization);
      const isReader =
        grant?.repository === repository.fullName && grant.permissions['contents'] !== undefined;
      return isReader || repository.visibility === 'public' ? git.folderOf(repository.fullName) : undefined;
    },
  });
  return {
    services: [createRest({ world, state, git, tokens }), http],
    hub,
    git,
    tokenFor: (job) => tokens.issue(job.repository, job.permissions),
    async archive(url, commit) {
      const name = /^https:\/\/github\.com\/([\w.-]+\/[\w.-]+?)(?:\.git)?$/.exec(url)?.[1];
      const repository = name === undefined ? undefined : hub.findRepository(name);
      if (repository === undefined || !(await git.exists(repository.fullName))) return undefined;
      const sha = await git.tip(repository.fullName, commit);
      return sha === undefined ? undefined : git.archive(repository.fullName, sha);
    },
  };
}
