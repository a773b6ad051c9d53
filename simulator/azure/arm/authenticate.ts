import { tenantId } from '../../estate/index.ts';
import type { World } from '../../world/types.ts';
import type { EntraTokens, Principal } from '../entra/types.ts';
import { ArmFault } from './types.ts';

/** Audiences of ARM; az asks for the older one, with two slashes. */
const audiences = ['https://management.azure.com', 'https://management.core.windows.net'];

/** Whose bearer token a request carries; throws ARM's 401. */
export async function authenticate(world: World, tokens: EntraTokens, request: Request): Promise<Principal> {
  const header = request.headers.get('authorization') ?? '';
  const token = /^Bearer (.+)$/i.exec(header)?.[1];
  const verified = await tokens.verify(token, audiences);
  if (verified.ok) return verified.principal;
  const [code, message] = explain(world, verified.reason);
  throw new ArmFault(401, code, message);
}

/** The challenge that goes with a 401. */
export function renderChallenge(message: string): string {
  const authority = `authorization_uri="https://login.microsoftonline.com/${tenantId}"`;
  return `Bearer ${authority}, error="invalid_token", error_description="${message.replaceAll('"', "'")}"`;
}

function explain(
  world: World,
  reason: 'missing' | 'malformed' | 'expired' | 'audience',
): readonly [code: string, message: string] {
  switch (reason) {
    case 'missing':
      return ['AuthenticationFailed', "Authentication failed. The 'Authorization' header is missing."];
    case 'malformed':
      return ['InvalidAuthenticationToken', 'The access token is invalid.'];
    case 'audience':
      return [
        'InvalidAuthenticationTokenAudience',
        `The access token has been obtained for wrong audience or resource. It should exactly match with one of the allowed audiences ${audiences.map((audience) => `'${audience}/'`).join(',')}.`,
      ];
    case 'expired':
      return [
        'ExpiredAuthenticationToken',
        `The access token expiry UTC time is earlier than current UTC time '${new Date(world.clock.now()).toISOString()}'.`,
      ];
  }
}
