import type { Job } from '../runner/index.ts';
import type { Service, World } from '../world/index.ts';
import { createGitHttp, openRepositories } from './git/index.ts';
import type { GitRepositories } from './git/index.ts';
import { createEvents, createHub } from './hub/index.ts';
import type { Hub, HubParts } from './hub/index.ts';
import { createRest } from './rest/index.ts';
import type { RunEngine } from './rest/index.ts';
import { openState } from './state.ts';
import { createTokens } from './tokens.ts';
import type { Tokens } from './tokens.ts';
import { visitRepository } from './visit.ts';

/** The simulated GitHub without its OIDC issuer. */
export interface Github {
  readonly services: readonly Service[];
  readonly hub: Hub;
  readonly git: GitRepositories;
  /** A fresh GITHUB_TOKEN with the job's permissions and no more. */
  tokenFor(job: Pick<Job, 'repository' | 'permissions'>): string;
  /** Ends a job: its token is refused from now on. */
  endToken(token: string): void;
  /** A person's fine-grained token for one repository. */
  tokenOf(login: string, repository: string, permissions: Readonly<Record<string, 'read' | 'write'>>): string;
  /** What runs workflows; until then runs are only what the hub says of them. */
  connect(engine: RunEngine): void;
  /** The tree of a commit of `https://github.com/owner/name(.git)` as a tar; undefined where there is none. */
  archive(url: string, commit: string): Promise<AsyncIterable<Uint8Array> | undefined>;
}

/** Opens the simulated GitHub of a world. */
export function createGithub(world: World): Github {
  const state = openState(world);
  const parts = { world, state, git: openRepositories(world), events: createEvents() };
  const tokens = createTokens(world, state);
  const hub = createHub(parts);
  return {
    ...createServices(parts, { hub, tokens }),
    hub,
    git: parts.git,
    tokenFor: (job) => tokens.issue(job.repository, job.permissions),
    endToken: tokens.end,
    tokenOf: (login, repository, permissions) => tokens.issue(repository, permissions, login),
    archive: (url, commit) => findArchive({ hub, git: parts.git }, url, commit),
  };
}

function createServices(
  parts: HubParts,
  { hub, tokens }: { readonly hub: Hub; readonly tokens: Tokens },
): Pick<Github, 'services' | 'connect'> {
  let engine: RunEngine | undefined;
  const rest = createRest({ ...parts, hub, tokens, engine: () => engine });
  const http = createGitHttp({
    visit: (name, authorization) => visitRepository(parts, tokens, name, authorization),
  });
  return {
    services: [rest, http],
    connect: (given) => {
      engine = given;
    },
  };
}

async function findArchive(
  { hub, git }: Pick<Github, 'hub' | 'git'>,
  url: string,
  commit: string,
): ReturnType<Github['archive']> {
  const name = /^https:\/\/github\.com\/([\w.-]+\/[\w.-]+?)(?:\.git)?$/.exec(url)?.[1];
  const repository = name === undefined ? undefined : hub.findRepository(name);
  if (repository === undefined || !(await git.exists(repository.fullName))) return undefined;
  const sha = await git.tip(repository.fullName, commit);
  return sha === undefined ? undefined : git.archive(repository.fullName, sha);
}
