import type { ErrorCatalogue } from './types.ts';

/** Errors of the area "github". */
export const githubErrors = {} as const satisfies ErrorCatalogue;
