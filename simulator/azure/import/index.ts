export { createImports } from './imports.ts';
export type { ImportStart, ImportState, Imports } from './types.ts';
