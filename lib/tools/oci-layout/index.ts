export { fillFolder, sumSizes } from './fill.ts';
export type { Filled, Filling } from './fill.ts';
export { openFolder } from './open.ts';
export type { Expected } from './open.ts';
export { pullPlatform } from './pull.ts';
export { formatMegabytes } from './save.ts';
