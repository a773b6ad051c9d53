import type { ErrorCatalogue } from './types.ts';

/** Errors of the area "approval". */
export const approvalErrors = {} as const satisfies ErrorCatalogue;
