export { createUpstreamClient } from './client.ts';
export type { UpstreamOptions } from './client.ts';
export type { TagAnswer, UpstreamClient, UpstreamTag } from './types.ts';
