import type { ImageSpec } from '../layout/types.ts';
import { bootstrapImages } from './bootstrap.ts';
import { nodeImage } from './node.ts';

/** Every image that the simulated upstream registries hold. */
export const catalogue: readonly ImageSpec[] = [nodeImage, ...bootstrapImages];
