import { readBearer } from '../azure/registry/access/basic.ts';
import type { RegistryTokens } from '../azure/registry/access/tokens.ts';
import type { Gate, Need, Reach } from '../azure/registry/access/types.ts';
import { renderFailure } from '../azure/registry/http/reply.ts';
import { fail } from '../azure/registry/store/failure.ts';
import type { World } from '../world/types.ts';

/** A registry that anybody may read without a token. */
export function createOpenGate(world: World): Gate {
  return {
    refuse: async () => undefined,
    reach: async () => pullOnly,
    challenge: () => renderFailure(world, fail(403, 'DENIED', 'requested access to the resource is denied')),
  };
}

/** Whoever may pull one image may pull all. */
const pullOnly: Reach = {
  has: ({ actions }) => actions.includes('pull'),
  mayGet: ({ actions }) => actions.includes('pull'),
  mayQuarantine: () => false,
};

/** Where a registry sends clients for a token. */
export interface TokenRealm {
  readonly realm: string;
  readonly service: string;
}

/** A registry that gives anybody a token for pulling: https://distribution.github.io/distribution/spec/auth/token/ */
export function createTokenGate(world: World, tokens: RegistryTokens, place: TokenRealm): Gate {
  const allows = async (request: Request, need: Need | undefined): Promise<boolean> => {
    const token = readBearer(request.headers.get('authorization'));
    const ticket = token === undefined ? undefined : await tokens.read(place.service, token);
    if (ticket === undefined) return false;
    return (
      need === undefined ||
      ticket.access.some(
        ({ type, name, actions }) => type === need.type && name === need.name && actions.includes('pull'),
      )
    );
  };
  const challenge = (need?: Need): Response => {
    const scope = need === undefined ? '' : `,scope="${need.scope}"`;
    const value = `Bearer realm="${place.realm}",service="${place.service}"${scope}`;
    return renderFailure(world, fail(401, 'UNAUTHORIZED', 'authentication required'), {
      'www-authenticate': value,
    });
  };
  return {
    challenge,
    reach: async () => pullOnly,
    refuse: async (request, need) => ((await allows(request, need)) ? undefined : challenge(need)),
  };
}

/** The token endpoint of such a registry: pulling is granted to all, everything else to none. */
export async function answerToken(
  world: World,
  tokens: RegistryTokens,
  url: URL,
  service: string,
): Promise<Response> {
  const access = url.searchParams
    .getAll('scope')
    .flatMap((value) => value.split(' '))
    .flatMap((scope) => {
      const match = /^repository:(.+):([\w,*]+)$/.exec(scope);
      return match === null ? [] : [{ type: 'repository', name: match[1] ?? '', actions: ['pull'] }];
    });
  const token = await tokens.issueAccess(service, { kind: 'token', name: 'anonymous' }, access);
  const issuedAt = new Date(world.clock.now()).toISOString();
  return Response.json({ token, access_token: token, expires_in: 300, issued_at: issuedAt });
}
