import type { Notation } from '../../base/notation.ts';
import { parseDigest, parseRepository, parseTag } from '../image/index.ts';
import type { DatabasePlace } from './types.ts';

/** Where the database is when nobody says otherwise. */
export const defaultDatabase = 'tools/trivy-db:2';

/** A database by its place in the registry of the image. */
export const databaseNotation: Notation<DatabasePlace> = {
  form: '`repository:tag` or `repository@sha256:…`',
  parse: parseDatabase,
};

/** `tools/trivy-db:2`, or the same with a digest. Throws IMAGE_* codes. */
export function parseDatabase(text: string): DatabasePlace {
  const [name = '', digest] = text.split('@', 2);
  const colon = name.lastIndexOf(':');
  const tag = colon < 0 ? undefined : parseTag(name.slice(colon + 1));
  const repository = parseRepository(colon < 0 ? name : name.slice(0, colon));
  if (digest === undefined) return { repository, tag: tag ?? defaultTag, digest: undefined };
  return { repository, tag, digest: parseDigest(digest) };
}

/** The major version of the database's schema: https://github.com/aquasecurity/trivy-db */
const defaultTag = '2';
