import type { Slice, Service, World } from '../../world/index.ts';
import type { GitRepositories } from '../git/index.ts';
import type { GithubState, StoredRepository, StoredToken } from '../state.ts';
import type { JobTokens } from '../tokens.ts';
import { createResponder } from './respond.ts';
import type { Responder } from './respond.ts';
import { routes } from './routes.ts';
import type { Route } from './types.ts';

export interface RestOptions {
  readonly world: World;
  readonly state: Slice<GithubState>;
  readonly git: GitRepositories;
  readonly tokens: JobTokens;
}

const repositoryPath = /^\/repos\/([\w.-]+\/[\w.-]+)(\/.*)?$/;

/** `api.github.com`, as far as promotion reads it: GET only, REST API version 2022-11-28. */
export function createRest(options: RestOptions): Service {
  const respond = createResponder(options.world);
  return {
    name: 'github-rest',
    hosts: ['api.github.com'],
    async handle(request) {
      // https://docs.github.com/rest/using-the-rest-api/getting-started-with-the-rest-api#user-agent
      if (!request.headers.has('user-agent'))
        return respond.error(403, 'Request forbidden by administrative rules.');
      const token = options.tokens.find(request.headers.get('authorization') ?? undefined);
      if (token === undefined) return respond.error(401, 'Bad credentials');
      const match = repositoryPath.exec(new URL(request.url).pathname);
      const repository = findRepository(options.state.value, match?.[1]);
      // A repository that a token may not see answers as if it were not there.
      if (repository === undefined || repository.fullName !== token.repository)
        return respond.error(404, 'Not Found');
      if (request.method !== 'GET') return respond.error(404, 'Not Found');
      return answer(request, { token, repository, path: match?.[2] ?? '' }, { ...options, respond });
    },
  };
}

interface Target {
  readonly token: StoredToken;
  readonly repository: StoredRepository;
  readonly path: string;
}

interface Answering extends RestOptions {
  readonly respond: Responder;
}

async function answer(request: Request, target: Target, options: Answering): Promise<Response> {
  const { respond, git, state } = options;
  for (const route of routes) {
    const match = route.path.exec(target.path);
    if (match === null) continue;
    if (!isGranted(route, target.token)) return respond.error(403, 'Resource not accessible by integration');
    const { repository } = target;
    const url = new URL(request.url);
    return route.answer({ url, groups: decodeGroups(match), repository, state: state.value, git, respond });
  }
  return respond.error(404, 'Not Found');
}

function isGranted(route: Route, token: StoredToken): boolean {
  return route.permission === 'metadata' || token.permissions[route.permission] !== undefined;
}

// A group that took no part in the match is undefined, whatever the library's types say.
function decodeGroups(match: RegExpExecArray): Readonly<Record<string, string>> {
  const groups: readonly (readonly [string, string | undefined])[] = Object.entries(match.groups ?? {});
  return Object.fromEntries(
    groups.flatMap(([name, value]) => (value === undefined ? [] : [[name, decodeURIComponent(value)]])),
  );
}

function findRepository(state: GithubState, fullName: string | undefined): StoredRepository | undefined {
  return state.repositories.find((each) => each.fullName.toLowerCase() === fullName?.toLowerCase());
}
