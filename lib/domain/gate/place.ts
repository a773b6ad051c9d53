import type { Place } from './types.ts';

/** Names a key of the policy, from the outside in. */
export type KeyPath = readonly (string | number)[];
/** Where a key stands in the file. */
export type Locate = (path: KeyPath) => Place;
