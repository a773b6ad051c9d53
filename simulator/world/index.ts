export type * from './types.ts';
export { createWorld } from './world.ts';
export type { WorldOptions } from './world.ts';
