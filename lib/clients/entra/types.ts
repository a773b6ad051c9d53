import type { AccessToken, GetTokenOptions } from '@azure/core-auth';

/**
 * Signs in as one identity; fits `TokenCredential` of every Azure SDK. A token is asked for once, however many ask at
 * the same time, and kept until shortly before it ends. Throws ENTRA_* and NETWORK_* codes.
 */
export interface EntraCredential {
  getToken(scopes: string | string[], options?: GetTokenOptions): Promise<AccessToken>;
}
