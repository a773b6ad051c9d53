export { adopter, seedAdopter } from './adopter.ts';
export type { AdopterOrder } from './adopter.ts';
export { renderConfig } from './config.ts';
export { readFolder, suiteOnly } from './files.ts';
export type { Files } from './files.ts';
export { seedRepository } from './repository.ts';
export type { SeedOrder } from './repository.ts';
