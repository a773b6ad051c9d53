import { UserError } from '../../base/errors/index.ts';
import { cleanPath } from './clean-path.ts';

// Go's bufio.Scanner, which Docker reads the file with, gives up on longer lines.
const maxLineCharacters = 64 * 1024;

/**
 * The patterns of a .dockerignore in order, as moby's `ignorefile.ReadAll` reads them: comments only in the first
 * column, byte order mark and white space dropped, paths normalised, one leading slash removed.
 * https://docs.docker.com/build/concepts/context/#dockerignore-files
 */
export function parseIgnoreFile(text: string): readonly string[] {
  return text
    .replace(/^\u{feff}/u, '')
    .split('\n')
    .flatMap((line, index) => parseLine(line, index + 1));
}

function parseLine(line: string, number: number): readonly string[] {
  if (line.length > maxLineCharacters) {
    throw new UserError('CONTEXT_IGNORE_INVALID', {
      subject: `line ${number}`,
      reason: 'the line is longer than 64 KiB',
    });
  }
  if (line.startsWith('#')) return [];
  const trimmed = line.trim();
  if (trimmed === '') return [];
  const isException = trimmed.startsWith('!');
  const path = isException ? trimmed.slice(1).trim() : trimmed;
  return [`${isException ? '!' : ''}${normalise(path)}`];
}

function normalise(path: string): string {
  if (path === '') return path;
  const clean = cleanPath(path);
  return clean.length > 1 && clean.startsWith('/') ? clean.slice(1) : clean;
}

/**
 * The files that Docker looks for, the first that exists being the one: `<Dockerfile>.dockerignore` beside the
 * Dockerfile, then `.dockerignore` at the root of the context.
 * https://docs.docker.com/build/concepts/context/#filename-and-location
 */
export function ignoreFileCandidates(dockerfile: string): readonly string[] {
  return [`${dockerfile}.dockerignore`, '.dockerignore'];
}
