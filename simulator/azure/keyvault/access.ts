import { location, tenantId, vault } from '../../estate/index.ts';
import type { EntraTokens, Principal } from '../entra/types.ts';
import type { Authorizer } from '../rbac/types.ts';
import { VaultFault } from './types.ts';

const resource = 'https://vault.azure.net';

/**
 * Where to get a token:
 * https://learn.microsoft.com/azure/key-vault/general/authentication-requests-and-responses#authentication
 */
export const challenge = `Bearer authorization="https://login.microsoftonline.com/${tenantId}", resource="${resource}"`;

/** Whose token a request carries; throws the vault's 401. */
export async function authenticate(tokens: EntraTokens, request: Request): Promise<Principal> {
  const token = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  const verified = await tokens.verify(token, [resource]);
  if (verified.ok) return verified.principal;
  throw new VaultFault(401, 'Unauthorized', sentences[verified.reason]);
}

// AKV10000 and AKV10022 as Azure's answers have them; those of the other two are not published.
const sentences = {
  missing: 'AKV10000: Request is missing a Bearer or PoP token.',
  audience: `AKV10022: Invalid audience. Expected ${resource}, found another one.`,
  expired: 'Error validating token: the token has expired.',
  malformed: 'Error validating token: its signature is not valid.',
} as const;

/** What is asked of which object of the vault. */
export interface VaultQuestion {
  readonly principal: Principal;
  /** Below `Microsoft.KeyVault/vaults/`, e.g. `keys/sign/action`. */
  readonly action: string;
  /** Below the vault, e.g. `keys/provenance`; empty for the vault itself. */
  readonly object: string;
}

/**
 * Lets the call through or throws the vault's 403, in the words of
 * https://learn.microsoft.com/azure/key-vault/general/rest-error-codes#http-403-insufficient-permissions
 */
export function requireRight(authorizer: Authorizer, question: VaultQuestion): void {
  const { principal, object } = question;
  const action = `Microsoft.KeyVault/vaults/${question.action}`;
  const scope = object === '' ? vault.id : `${vault.id}/${object}`;
  if (authorizer.may({ principal, action, kind: 'dataAction', scope })) return;
  const lines = [
    'Caller is not authorized to perform action on resource.',
    'If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.',
    `Caller: appid=${principal.clientId};oid=${principal.objectId};iss=https://sts.windows.net/${tenantId}/`,
    `Action: '${action}'`,
    `Resource: '${scope.toLowerCase()}'`,
    'Assignment: (not found)',
    'DenyAssignmentId: null',
    'DecisionReason: null ',
    `Vault: ${vault.name};location=${location}`,
    '',
  ];
  throw new VaultFault(403, 'Forbidden', lines.join('\r\n'), 'ForbiddenByRbac');
}
