export { pullPlatform } from './pull.ts';
export { assertSpace, formatMegabytes, saveBlob } from './save.ts';
export type { BlobSource } from './save.ts';
