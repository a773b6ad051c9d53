export { judgeAge } from './age.ts';
export { findDatabase, malformedDatabase } from './database.ts';
export type { DatabaseArtifact } from './database.ts';
export { readImage } from './image.ts';
export type { PlatformImage, ScannedImage } from './image.ts';
export { renderLayout } from './layout.ts';
export { parseDatabase } from './place.ts';
export type { Database, DatabasePlace, ScanShelf } from './types.ts';
