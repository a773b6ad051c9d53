/**
 * The `code` of a system error (`ENOENT`, `ECONNRESET`, …), undefined for anything else.
 * By shape, not by `instanceof`: an error of another realm is an error too.
 */
export function findErrorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
