export { parseConfig, readConfig } from './parse.ts';
export type { FoundConfig } from './parse.ts';
export { ConfigFile, configFileName, isPlainPath } from './schema.ts';
export type { Config, ImageConfig, SnapshotSource, Snapshots } from './types.ts';
