import type { ErrorCatalogue } from './types.ts';

/** Errors of the area "image". */
export const imageErrors = {} as const satisfies ErrorCatalogue;
