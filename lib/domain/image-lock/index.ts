export { parseImageLock, readImageLock } from './parse.ts';
export { LockFile, lockFileName } from './schema.ts';
export { buildQuarantineRepository, parseQuarantineFolder } from './target.ts';
export type { ImageLock, LockEntry, LockPlace, LockProblem, LockedImage } from './types.ts';
export { replaceDigests } from './update.ts';
