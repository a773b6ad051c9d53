import type * as v from 'valibot';
import { findTime, parsePurl } from '../findings/index.ts';
import { isDigest } from '../image/index.ts';
import type { KeyPath, Locate } from './place.ts';
import type { PolicyProblem, PolicyProblemCode } from './policy.ts';
import type { waiversSchema } from './waiver.schema.ts';

type RawWaivers = v.InferOutput<typeof waiversSchema>;
type RawWaiver = RawWaivers[number];

const maxWaiverDays = 90;
const day = 86_400_000;

/** What is wrong with waivers beyond their shape. */
export function listWaiverProblems(waivers: RawWaivers, locate: Locate): readonly PolicyProblem[] {
  const seen = new Set<string>();
  return waivers.flatMap((waiver, index) => {
    const isRepeated = seen.has(waiver.id);
    seen.add(waiver.id);
    const found = [
      ...(isRepeated ? [problem('WAIVER_REPEATED', 'id', `"${waiver.id}" stands twice in the file`)] : []),
      ...listWildcards(waiver),
      ...listScopes(waiver),
      ...listPeople(waiver),
      ...listPeriods(waiver),
    ];
    return found.map(({ code, key, detail }): PolicyProblem => {
      const path: KeyPath = ['waivers', index, key];
      return { code, place: locate(path), path: `waivers[${index}].${key}`, detail };
    });
  });
}

interface Found {
  readonly code: PolicyProblemCode;
  readonly key: keyof RawWaiver;
  readonly detail: string;
}

function problem(code: PolicyProblemCode, key: keyof RawWaiver, detail: string): Found {
  return { code, key, detail };
}

function listWildcards(waiver: RawWaiver): readonly Found[] {
  const keys = ['finding', 'package', 'path', 'image'] as const;
  return keys
    .filter((key) => waiver[key] !== undefined && isWild(key, waiver[key]))
    .map((key) => problem('WAIVER_WILDCARD', key, 'a waiver names one thing: no wildcards'));
}

function isWild(key: 'finding' | 'package' | 'path' | 'image', text: string): boolean {
  // A ? opens the qualifiers of a package URL; brackets and braces stand in file names.
  if (key === 'package') return /[*%]2a|[*]/i.test(text);
  if (key === 'path') return /[*?]/.test(text);
  return /[*?[\]{}|]/.test(text) || /^(any|all)$/i.test(text);
}

function listScopes(waiver: RawWaiver): readonly Found[] {
  const found: Found[] = [];
  if ((waiver.package === undefined) === (waiver.path === undefined)) {
    found.push(problem('WAIVER_SCOPE', 'id', 'either `package` or `path` says where the finding is'));
  }
  if (waiver.package !== undefined && parsePurl(waiver.package) === undefined) {
    found.push(problem('WAIVER_SCOPE', 'package', 'must be a package URL, e.g. pkg:deb/debian/zlib1g'));
  }
  const [repository, digest] = splitImage(waiver.image);
  if (!/^[a-z0-9][a-z0-9._/-]*$/.test(repository) || (digest !== undefined && !isDigest(digest))) {
    found.push(problem('WAIVER_SCOPE', 'image', 'must be a repository, or repository@sha256:…'));
  }
  return found;
}

/** `repository@digest` in two. */
export function splitImage(image: string): readonly [string, string | undefined] {
  const at = image.indexOf('@');
  return at < 0 ? [image, undefined] : [image.slice(0, at), image.slice(at + 1)];
}

function listPeople(waiver: RawWaiver): readonly Found[] {
  const [requester, approver] = [waiver.requester, waiver.approver].map((name) =>
    name.replace(/^@/, '').toLowerCase(),
  );
  if (requester !== approver) return [];
  return [problem('WAIVER_SELF_APPROVED', 'approver', 'must be another account than the requester')];
}

function listPeriods(waiver: RawWaiver): readonly Found[] {
  const [created = 0, expires = 0] = [findTime(waiver.created), findTime(waiver.expires)];
  if (expires <= created) {
    return [problem('WAIVER_PERIOD', 'expires', 'must be after created')];
  }
  if (expires - created > maxWaiverDays * day) {
    return [problem('WAIVER_PERIOD', 'expires', `must be at most ${maxWaiverDays} days after created`)];
  }
  return [];
}
