export { createEntraCredential } from './credential.ts';
export type { EntraOptions } from './credential.ts';
export type { EntraCredential } from './types.ts';
