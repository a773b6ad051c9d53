import { checkShape } from '../../../lib/base/schema.ts';
import { ImportBody } from './schema.ts';
import type { ImportStart } from './types.ts';

/** A place that an image goes to. */
export interface Target {
  readonly repository: string;
  /** Undefined: the image arrives untagged. */
  readonly tag?: string;
}

/** An import request that has the right form. */
export interface ImportRequest {
  readonly source: ImportBody['source'];
  readonly repository: string;
  /** Tag or digest. */
  readonly reference: string;
  readonly targets: readonly Target[];
  readonly isForced: boolean;
}

export type Refusal = Extract<ImportStart, { readonly ok: false }>;

/** Reads a request's body, or says what is wrong with it as ARM does. */
export function readImportRequest(body: unknown): ImportRequest | Refusal {
  const checked = checkShape(ImportBody, body);
  if (!checked.ok) return refuse('InvalidParameter', checked.problems.join('; '));
  const { source, targetTags, untaggedTargetRepositories, mode } = checked.value;
  if ((source.resourceId === undefined) === (source.registryUri === undefined))
    return refuse('InvalidParameter', 'Exactly one of source.resourceId and source.registryUri is needed.');
  const { repository, reference } = splitReference(source.sourceImage);
  const targets = [
    ...targetTags.map((text) => readTarget(text, reference)),
    ...untaggedTargetRepositories.map((name) => ({ repository: name })),
  ];
  if (targets.length === 0)
    return refuse('InvalidParameter', 'At least one of targetTags and untaggedTargetRepositories is needed.');
  return { source, repository, reference, targets, isForced: mode === 'Force' };
}

function refuse(code: string, message: string): Refusal {
  return { ok: false, status: 400, code, message };
}

/** `repo`, `repo:tag` or `repo@sha256:…`. */
function splitReference(image: string): { readonly repository: string; readonly reference: string } {
  const match = /^(.+?)(?:@(sha(?:256|512):[0-9a-f]+)|:([\w][\w.-]*))?$/.exec(image);
  return { repository: match?.[1] ?? image, reference: match?.[2] ?? match?.[3] ?? 'latest' };
}

// A bare repository as target takes the source's tag; az sends one for a source that is a digest.
function readTarget(text: string, reference: string): Target {
  const { repository, reference: tag } = splitReference(text);
  const isBare = !text.includes(':');
  return { repository, tag: isBare && !reference.includes(':') ? reference : tag };
}
