import { ExternalError } from '../../base/errors/index.ts';

/**
 * The scope that a 401 of a vault asks for:
 * https://learn.microsoft.com/azure/key-vault/general/authentication-requests-and-responses#authentication
 * The resource must be the domain of the vault itself, else its token would open somebody else's door
 * (https://aka.ms/azsdk/blog/vault-uri). Undefined when there is no challenge.
 */
export function findScope(header: string | undefined, vaultUri: string): string | undefined {
  const resource = /^Bearer\b.*?\b(?:resource|scope)="([^"]+)"/i.exec(header ?? '')?.[1];
  if (resource === undefined) return undefined;
  const base = resource.replace(/\/\.default$/, '').replace(/\/+$/, '');
  const [asked, vault] = [hostOf(base), hostOf(vaultUri)];
  if (asked !== undefined && vault?.endsWith(`.${asked}`) === true) return `${base}/.default`;
  throw new ExternalError('KEYVAULT_CHALLENGE_UNTRUSTED', {
    subject: vaultUri,
    reason: `it asks for a token of "${base.slice(0, 100)}"`,
    system: 'Azure Key Vault',
    operation: 'authenticate',
    status: 401,
  });
}

function hostOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' ? hostname : undefined;
}
