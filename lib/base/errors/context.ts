import type { ErrorCatalogue } from './types.ts';

/** Errors of the area "context". */
export const contextErrors = {} as const satisfies ErrorCatalogue;
