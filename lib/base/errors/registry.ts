import type { ErrorCatalogue } from './types.ts';

/** Errors of the area "registry". */
export const registryErrors = {} as const satisfies ErrorCatalogue;
