import type { World } from '../../world/index.ts';
import type { GitRepositories } from '../git/index.ts';
import type { Hub, HubParts } from '../hub/index.ts';
import type { GithubState, StoredRepository, StoredToken } from '../state.ts';
import type { RunEngine } from './engine.ts';
import type { Responder } from './respond.ts';

/** What a route is given. */
export interface RouteCall {
  readonly request: Request;
  readonly url: URL;
  /** The groups of the route's path, decoded. */
  readonly groups: Readonly<Record<string, string>>;
  readonly repository: StoredRepository;
  readonly token: StoredToken;
  readonly state: GithubState;
  readonly git: GitRepositories;
  readonly hub: Hub;
  readonly parts: HubParts;
  readonly world: World;
  readonly engine: RunEngine | undefined;
  readonly respond: Responder;
}

/** One operation of the REST API. */
export interface Route {
  /** Default: `api.github.com`. */
  readonly host?: 'uploads.github.com';
  /** Default: GET. */
  readonly method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The path below `/repos/{owner}/{repo}`. */
  readonly path: RegExp;
  /** The permission a fine-grained token needs, or those of which one is enough, from the route's page in GitHub's REST reference. */
  readonly permission: string | readonly string[];
  /** Default: `read` for GET, `write` for the rest. */
  readonly level?: 'read' | 'write';
  answer(call: RouteCall): Promise<Response> | Response;
}
