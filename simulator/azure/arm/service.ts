import type { Service, World } from '../../world/types.ts';
import { authenticate, renderChallenge } from './authenticate.ts';
import { importRoutes } from './imports.ts';
import { poolRoutes } from './pools.ts';
import { registryRoutes } from './registries.ts';
import { createRouter } from './router.ts';
import { runRoutes } from './runs.ts';
import { subscriptionRoutes } from './subscriptions.ts';
import { taskRunRoutes } from './task-runs.ts';
import type { ArmDeps } from './deps.ts';
import type { ArmReply } from './types.ts';
import { ArmFault } from './types.ts';

/** Makes `management.azure.com`. */
export function createArm(world: World, deps: ArmDeps): Service {
  const find = createRouter([
    ...subscriptionRoutes(deps),
    ...registryRoutes(deps),
    ...poolRoutes(deps),
    ...runRoutes(world, deps),
    ...taskRunRoutes(world, deps),
    ...importRoutes(world, deps),
  ]);
  return {
    name: 'arm',
    hosts: ['management.azure.com'],
    async handle(request) {
      await world.pause(60);
      try {
        const reply = await answer(world, deps, { request, find });
        return toResponse(world, request, reply);
      } catch (error) {
        if (!(error instanceof ArmFault)) throw error;
        return toResponse(world, request, toReply(error));
      }
    },
  };
}

async function answer(
  world: World,
  deps: ArmDeps,
  on: { readonly request: Request; readonly find: ReturnType<typeof createRouter> },
): Promise<ArmReply> {
  const { request, find } = on;
  const url = new URL(request.url);
  const principal = await authenticate(world, deps.tokens, request);
  if (!url.searchParams.get('api-version')) {
    throw new ArmFault(
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required for all requests.',
    );
  }
  const match = find(request.method, url.pathname);
  if (match === undefined) throw unknownPath(url.pathname);
  if (match === 'method') {
    throw new ArmFault(
      405,
      'MethodNotAllowed',
      `The http method '${request.method}' is not supported for this resource.`,
    );
  }
  return match.route.handle({ method: request.method, url, principal, path: match.path, request });
}

function unknownPath(pathname: string): ArmFault {
  return new ArmFault(404, 'ResourceNotFound', `The resource at '${pathname}' could not be found.`);
}

function toReply(fault: ArmFault): ArmReply {
  const challenge: Record<string, string> =
    fault.status === 401 ? { 'www-authenticate': renderChallenge(fault.message) } : {};
  return {
    status: fault.status,
    body: { error: { code: fault.code, message: fault.message } },
    headers: fault.code === 'AuthorizationFailed' ? { 'x-ms-failure-cause': 'gateway' } : challenge,
  };
}

function toResponse(world: World, request: Request, reply: ArmReply): Response {
  const hasBody = reply.body !== undefined;
  const text = hasBody ? JSON.stringify(reply.body) : null;
  return new Response(request.method === 'HEAD' ? null : text, {
    status: reply.status,
    headers: {
      ...commonHeaders(world, request),
      ...(hasBody ? { 'content-type': 'application/json; charset=utf-8' } : {}),
      ...reply.headers,
    },
  });
}

/** Headers that every real reply carries (azure-cli's recordings). */
function commonHeaders(world: World, request: Request): Record<string, string> {
  const id = world.uuid();
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const asked = request.headers.get('x-ms-correlation-request-id');
  const time = new Date(world.clock.now());
  return {
    'cache-control': 'no-cache',
    pragma: 'no-cache',
    expires: '-1',
    date: time.toUTCString(),
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-ms-request-id': id,
    'x-ms-correlation-request-id': asked ?? id,
    'x-ms-routing-request-id': `EASTUS2:${time.toISOString().replaceAll(/[-:]|\.\d+/g, '')}:${id}`,
    [`x-ms-ratelimit-remaining-subscription-${isRead ? 'reads' : 'writes'}`]: isRead ? '16499' : '799',
  };
}
