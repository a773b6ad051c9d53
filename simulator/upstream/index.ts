export { catalogue } from './catalogue/index.ts';
export { createFeeds } from './feeds.ts';
export type { ConfigSpec, ImageSpec, LayerSpec } from './layout/types.ts';
export { listUpstreamImages, seedImage, seedUpstream } from './seed.ts';
export type { UpstreamImage } from './seed.ts';
