import type { ErrorCatalogue } from './types.ts';

/** Errors of the area "tasks". */
export const tasksErrors = {} as const satisfies ErrorCatalogue;
