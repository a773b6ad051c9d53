import { alpineAdvisories } from './alpine.ts';
import { debianAdvisories } from './debian.ts';
import { npmAdvisories } from './npm.ts';
import type { Advisory } from './types.ts';

export type { Advisory, OpenStatus, Severity } from './types.ts';

/** Real advisories for packages of the catalogue and of common images, published before the world begins. */
export const advisories: readonly Advisory[] = [...debianAdvisories, ...alpineAdvisories, ...npmAdvisories];
