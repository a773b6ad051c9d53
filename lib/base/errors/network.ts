import type { ErrorCatalogue } from './types.ts';

/** Errors of the area "network". */
export const networkErrors = {} as const satisfies ErrorCatalogue;
