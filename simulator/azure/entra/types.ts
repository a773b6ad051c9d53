/** Who calls, as an Entra access token says: a service principal of the estate. */
export interface Principal {
  readonly objectId: string;
  readonly clientId: string;
  readonly name: string;
  readonly tenantId: string;
}

/** The answer of token verification. */
export type Verified =
  | { readonly ok: true; readonly principal: Principal; readonly audience: string }
  | { readonly ok: false; readonly reason: 'missing' | 'malformed' | 'expired' | 'audience' };

/** What other services need of Entra. */
export interface EntraTokens {
  /** Checks signature, expiry (simulated time) and audience (loosely: trailing slashes) of an access token. */
  verify(token: string | undefined, audiences: readonly string[]): Promise<Verified>;
}
