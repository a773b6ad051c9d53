export { createBuilder } from './builder.ts';
export type { Builder } from './builder.ts';
export { parsePulledImage } from './pulled-image.ts';
export { BuildFailure } from './types.ts';
export type { BuildJob, BuildPlatform, BuiltImage, ImageSource, PulledImage } from './types.ts';
