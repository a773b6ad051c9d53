export type { TrustedIssuer } from './assertion.ts';
export type { Directory, FederatedCredential } from './directory.ts';
export { createEntra } from './entra.ts';
export type { Entra } from './entra.ts';
export type { EntraTokens, Principal, Verified } from './types.ts';
