import * as v from 'valibot';
import { CodedError, UserError } from '../../base/errors/index.ts';
import { formatImageReference, parseDigest, parseImageReference } from '../image/index.ts';
import { findClashes } from './clashes.ts';
import { maxLockBytes, readDocument } from './document.ts';
import type { LockDocument } from './document.ts';
import { LockFile } from './schema.ts';
import { buildQuarantineRepository, parseQuarantineFolder } from './target.ts';
import type { ImageLock, LockEntry, LockProblem, LockedImage } from './types.ts';

/** The most problems that are printed; who has more has another file in hand. */
const maxProblems = 50;

/** Reads `images.lock.yaml`; throws IMPORT_LOCK_INVALID with every problem as `file:line: what`. */
export function parseImageLock(text: string, file: string): ImageLock {
  const found = readImageLock(text);
  if (found.problems.length === 0) return { entries: found.entries };
  throw new UserError('IMPORT_LOCK_INVALID', { subject: file, reason: renderProblems(found.problems, file) });
}

/** Reads the file as far as it can be read, with everything that is wrong in the order of its lines. */
export function readImageLock(text: string): ImageLock & { readonly problems: readonly LockProblem[] } {
  if (Buffer.byteLength(text) > maxLockBytes)
    return { entries: [], problems: [{ line: 1, column: 1, text: `is larger than ${maxLockBytes} bytes` }] };
  const document = readDocument(text);
  if (document.problems.length > 0) return { entries: [], problems: document.problems };
  const checked = v.safeParse(LockFile, document.value);
  const shape = checked.issues?.map((issue) => explainIssue(issue, document)) ?? [];
  const read = readEntries(document);
  const problems = [...shape, ...read.problems, ...findClashes(read.entries)];
  return { entries: read.entries, problems: problems.sort((a, b) => a.line - b.line || a.column - b.column) };
}

function explainIssue(issue: v.BaseIssue<unknown>, document: LockDocument): LockProblem {
  const path = (issue.path ?? []).flatMap(({ key }) =>
    typeof key === 'string' || typeof key === 'number' ? [key] : [],
  );
  const name = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
  return { ...document.locate(path), text: `${name.replace(/^\./, '')} ${describeIssue(issue)}`.trim() };
}

function describeIssue(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'is no known key';
  if (issue.type === 'strict_object' && issue.received === 'undefined') return 'is missing';
  if (issue.kind === 'schema' && issue.type !== 'literal')
    return `is ${issue.received}, not ${issue.expected ?? ''}`;
  return issue.message;
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
function readEntries(document: LockDocument): ImageLock & { readonly problems: readonly LockProblem[] } {
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

function renderProblems(problems: readonly LockProblem[], file: string): string {
  const lines = problems.slice(0, maxProblems).map(({ line, text }) => `${file}:${line}: ${text}`);
  const more = problems.length > maxProblems ? [`and ${problems.length - maxProblems} more`] : [];
  return [...lines, ...more].join('; ');
}
