import type { ErrorCatalogue } from './types.ts';

/** Errors of the area "import". */
export const importErrors = {} as const satisfies ErrorCatalogue;
