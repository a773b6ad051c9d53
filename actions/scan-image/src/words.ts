import { InputProblem } from '../../../lib/action/index.ts';
import { isDigest, parseDigest, parseRepository, parseTag } from '../../../lib/domain/image/index.ts';
import type { Digest } from '../../../lib/domain/image/index.ts';
import { itemSeverities } from '../../../lib/domain/report/index.ts';
import type { ItemSeverity } from '../../../lib/domain/report/index.ts';
import { trivyScanners } from '../../../lib/tools/trivy/index.ts';
import type { TrivyScanner } from '../../../lib/tools/trivy/index.ts';

/** Where the database is: under a tag that moves every day, or a digest. */
export interface DatabasePlace {
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: Digest | undefined;
}

/** `tools/trivy-db:2`, or the same with a digest. Throws IMAGE_* codes. */
export function parseDatabase(text: string): DatabasePlace {
  const [name = '', digest] = text.split('@', 2);
  const colon = name.lastIndexOf(':');
  const tag = colon < 0 ? undefined : parseTag(name.slice(colon + 1));
  const repository = parseRepository(colon < 0 ? name : name.slice(0, colon));
  if (digest !== undefined && !isDigest(digest))
    throw new InputProblem(`"${digest}" is no digest`, '`sha256:…`');
  if (digest === undefined && tag === undefined) return { repository, tag: '2', digest: undefined };
  return { repository, tag, digest: digest === undefined ? undefined : parseDigest(digest) };
}

/** `vuln,secret` → names, each once. */
export function parseScanners(text: string): readonly TrivyScanner[] {
  return parseWords(text.toLowerCase(), trivyScanners);
}

/** `HIGH,CRITICAL` in any case → severities, each once. */
export function parseSeverities(text: string): readonly ItemSeverity[] {
  return parseWords(text.toLowerCase(), itemSeverities);
}

function parseWords<const T extends string>(text: string, known: readonly T[]): readonly T[] {
  const words = text.split(',').map((word) => word.trim());
  const wrong = words.find((word) => !known.some((name) => name === word));
  if (wrong !== undefined) throw new InputProblem(`"${wrong}" is not known`, known.join(', '));
  return known.filter((name) => words.includes(name));
}
