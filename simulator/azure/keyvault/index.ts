export { createKeyVault } from './service.ts';
export type { KeyVault } from './service.ts';
