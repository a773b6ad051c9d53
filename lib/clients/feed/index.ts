export { createFeedClient } from './client.ts';
export type { FeedOptions } from './client.ts';
export type { FeedClient } from './types.ts';
