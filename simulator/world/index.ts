export type * from './types.ts';
export { openSigningKey } from './keys.ts';
export type { SigningKey } from './keys.ts';
export { createWorld } from './world.ts';
export type { WorldOptions } from './world.ts';
