import type { Service } from '../../world/index.ts';
import { RefusalError } from '../hub/index.ts';
import type { Hub, HubParts } from '../hub/index.ts';
import type { GithubState, StoredRepository, StoredToken } from '../state.ts';
import type { Tokens } from '../tokens.ts';
import { createResponder } from './respond.ts';
import type { Responder } from './respond.ts';
import type { RunEngine } from './engine.ts';
import { answerGraphql } from '../graphql/index.ts';
import { routes } from './routes.ts';
import type { Route } from './types.ts';

export interface RestOptions extends HubParts {
  readonly hub: Hub;
  readonly tokens: Tokens;
  /** What runs workflows, once there is something that does. */
  engine(): RunEngine | undefined;
}

const repositoryPath = /^\/repos\/([\w.-]+\/[\w.-]+)(\/.*)?$/;

const apiHost = 'api.github.com';

/** `api.github.com`, and `uploads.github.com` for files of releases: the part of the REST API (version 2022-11-28) and of GraphQL that the suite's actions use. */
export function createRest(options: RestOptions): Service {
  const respond = createResponder(options.world);
  return {
    name: 'github-rest',
    hosts: [apiHost, 'uploads.github.com'],
    async handle(request) {
      try {
        return await route(request, { ...options, respond });
      } catch (error) {
        if (!(error instanceof RefusalError)) throw error;
        return respond.error(error.status, error.message, error.errors);
      }
    },
  };
}

interface Answering extends RestOptions {
  readonly respond: Responder;
}

async function route(request: Request, options: Answering): Promise<Response> {
  const { respond, tokens, state } = options;
  // https://docs.github.com/rest/using-the-rest-api/getting-started-with-the-rest-api#user-agent
  if (!request.headers.has('user-agent'))
    return respond.error(403, 'Request forbidden by administrative rules.');
  const token = tokens.find(request.headers.get('authorization') ?? undefined);
  if (token === undefined) return respond.error(401, 'Bad credentials');
  const { pathname } = new URL(request.url);
  if (pathname === '/graphql') return answerGraphql(request, { ...options, token, engine: options.engine() });
  const match = repositoryPath.exec(pathname);
  const repository = findRepository(state.value, match?.[1]);
  // A repository that a token may not see answers as if it were not there.
  if (repository === undefined || !maySee(repository, token, request.method))
    return respond.error(404, 'Not Found');
  return answer(request, { token, repository, path: match?.[2] ?? '' }, options);
}

// Anybody's token reads what is public; nobody's writes elsewhere than in its own repository.
function maySee({ fullName, visibility }: StoredRepository, token: StoredToken, method: string): boolean {
  return fullName === token.repository || (visibility === 'public' && method === 'GET');
}

interface Target {
  readonly token: StoredToken;
  readonly repository: StoredRepository;
  readonly path: string;
}

async function answer(request: Request, target: Target, options: Answering): Promise<Response> {
  const { respond, git, state, hub, world } = options;
  const { repository, token } = target;
  const { host } = new URL(request.url);
  for (const route of routes) {
    const isHere = (route.host ?? apiHost) === host && (route.method ?? 'GET') === request.method;
    const match = isHere ? route.path.exec(target.path) : null;
    if (match === null) continue;
    if (!isGranted(route, target)) return respond.error(403, 'Resource not accessible by integration');
    const call = { request, url: new URL(request.url), groups: decodeGroups(match), repository, token };
    return route.answer({
      ...{ ...call, state: state.value, git, hub, world, respond },
      ...{ parts: options, engine: options.engine() },
    });
  }
  return respond.error(404, 'Not Found');
}

function isGranted(route: Route, { token, repository }: Target): boolean {
  const { permission, method, level = method === undefined ? 'read' : 'write' } = route;
  const names = typeof permission === 'string' ? [permission] : permission;
  const isForeign = repository.fullName !== token.repository;
  if (level === 'read' && (isForeign || names.includes('metadata'))) return true;
  return names.some((name) => {
    const own = token.permissions[name];
    return own === 'write' || own === level;
  });
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
