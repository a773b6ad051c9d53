import type { ErrorCatalogue } from './types.ts';

/** Errors of the area "promotion". */
export const promotionErrors = {} as const satisfies ErrorCatalogue;
