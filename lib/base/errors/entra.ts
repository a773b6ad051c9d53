import type { ErrorCatalogue } from './types.ts';

/** Errors of the area "entra". */
export const entraErrors = {} as const satisfies ErrorCatalogue;
