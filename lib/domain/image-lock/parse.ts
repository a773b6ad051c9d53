import * as v from 'valibot';
import { CodedError, UserError } from '../../base/errors/index.ts';
import { explainIssue, readYamlDocument, renderProblems, sortProblems } from '../../base/yaml-document.ts';
import type { YamlDocument } from '../../base/yaml-document.ts';
import { formatImageReference, parseDigest, parseImageReference } from '../image/index.ts';
import { findClashes } from './clashes.ts';
import { LockFile } from './schema.ts';
import { buildQuarantineRepository, parseQuarantineFolder } from './target.ts';
import type { ImageLock, LockEntry, LockProblem, LockedImage } from './types.ts';

/** Reads `images.lock.yaml`; throws IMPORT_LOCK_INVALID with every problem as `file:line: what`. */
export function parseImageLock(text: string, file: string): ImageLock {
  const found = readImageLock(text);
  if (found.problems.length === 0) return { entries: found.entries };
  const reason = renderProblems(found.problems, ({ line }) => `${file}:${line}`);
  throw new UserError('IMPORT_LOCK_INVALID', { subject: file, reason });
}

/** Reads the file as far as it can be read, with everything that is wrong in the order of its lines. */
export function readImageLock(text: string): ImageLock & { readonly problems: readonly LockProblem[] } {
  const document = readYamlDocument(text);
  if (document.problems.length > 0) return { entries: [], problems: document.problems };
  const checked = v.safeParse(LockFile, document.value);
  const shape = checked.issues?.map((issue) => explainIssue(issue, document)) ?? [];
  const read = readEntries(document);
  const problems = [...shape, ...read.problems, ...findClashes(read.entries)];
  return { entries: read.entries, problems: sortProblems(problems) };
}

const looseEntry = v.looseObject({
  reference: v.string(),
  digest: v.fallback(v.optional(v.string()), undefined),
  reason: v.fallback(v.string(), ''),
  target: v.fallback(v.optional(v.string()), undefined),
  platforms: v.fallback(v.array(v.string()), []),
});
const looseFile = v.looseObject({ images: v.array(v.unknown()) });

type LooseEntry = v.InferOutput<typeof looseEntry>;

// Entry by entry, so that a slip in one does not hide what is wrong with another.
function readEntries(document: YamlDocument): ImageLock & { readonly problems: readonly LockProblem[] } {
  const file = v.safeParse(looseFile, document.value);
  const entries: LockEntry[] = [];
  const problems: LockProblem[] = [];
  for (const [index, item] of (file.success ? file.output.images : []).entries()) {
    const loose = v.safeParse(looseEntry, item);
    if (!loose.success) continue;
    const note = (key: string, text: string): void =>
      void problems.push({
        ...document.locate(['images', index, key]),
        text: `images[${index}].${key} ${text}`,
      });
    const entry = readEntry(loose.output, note);
    if (entry !== undefined)
      entries.push({ ...entry, place: document.locate(['images', index, 'reference']) });
  }
  return { entries, problems };
}

type Note = (key: string, text: string) => void;

function readEntry(loose: LooseEntry, note: Note): Omit<LockEntry, 'place'> | undefined {
  const image = attempt('reference', note, () => readImage(loose, note));
  const target = attempt('target', note, () =>
    loose.target === undefined
      ? image && buildQuarantineRepository(image)
      : parseQuarantineFolder(loose.target),
  );
  if (image === undefined || target === undefined) return undefined;
  return { image, target, reason: loose.reason, platforms: loose.platforms };
}

function readImage({ reference, digest }: LooseEntry, note: Note): LockedImage | undefined {
  const image = parseImageReference(reference, { isDockerShorthandAllowed: true });
  if (image.digest !== undefined) note('reference', 'carries a digest; it stands under `digest`');
  if (image.tag === undefined) {
    note('reference', `has no tag: write ${formatImageReference(image)}:<tag>`);
    return undefined;
  }
  // What is wrong with the digest itself is said by the schema.
  if (digest === undefined || !/^sha256:[0-9a-f]{64}$/.test(digest)) return undefined;
  return { ...image, tag: image.tag, digest: parseDigest(digest) };
}

function attempt<T>(key: string, note: Note, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    note(key, `cannot be used: ${error.reason}`);
    return undefined;
  }
}
