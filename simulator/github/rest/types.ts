import type { GitRepositories } from '../git/index.ts';
import type { GithubState, StoredRepository } from '../state.ts';
import type { Responder } from './respond.ts';

/** What a route is given. */
export interface RouteCall {
  readonly url: URL;
  /** The groups of the route's path, decoded. */
  readonly groups: Readonly<Record<string, string>>;
  readonly repository: StoredRepository;
  readonly state: GithubState;
  readonly git: GitRepositories;
  readonly respond: Responder;
}

/** One GET of the REST API. */
export interface Route {
  /** The path below `/repos/{owner}/{repo}`. */
  readonly path: RegExp;
  /** The permission a fine-grained token needs, from the route's page in GitHub's REST reference. */
  readonly permission: string;
  answer(call: RouteCall): Promise<Response> | Response;
}
