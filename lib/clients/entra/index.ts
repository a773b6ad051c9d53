export { createEntraCredential } from './credential.ts';
export type { EntraOptions } from './credential.ts';
export { readEntraTime } from './time.ts';
export type { EntraTimeOptions } from './time.ts';
export type { EntraCredential } from './types.ts';
