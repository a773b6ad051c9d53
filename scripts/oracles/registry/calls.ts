import { blobCalls } from './blob-calls.ts';
import { manifestCalls } from './manifest-calls.ts';
import type { Calls } from './types.ts';

/** Pull, push, discovery and management of the distribution specification, without referrers. */
export const commonCalls: readonly Calls[] = [...blobCalls, ...manifestCalls];
