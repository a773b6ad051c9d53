export { cleanPath } from './clean-path.ts';
export { ignoreFileCandidates, parseIgnoreFile } from './ignore-file.ts';
export { compileIgnore } from './ignore-matcher.ts';
export type { IgnoreMatcher } from './ignore-matcher.ts';
export { encodeTarHeader, tarEnd, tarPadding } from './tar.ts';
export type { TarEntry } from './tar.ts';
