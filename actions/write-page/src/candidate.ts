import type { RegistryClient } from '../../../lib/clients/registry/index.ts';
import { readStatements } from '../../../lib/domain/evidence/index.ts';
import type { RefusedStatement, Verified } from '../../../lib/domain/evidence/index.ts';
import { formatImageReference } from '../../../lib/domain/image/index.ts';
import type { PinnedImage } from '../../../lib/domain/image/index.ts';
import { assertTagUnmoved, pinRequested } from '../../../lib/domain/promotion/index.ts';
import type { RequestedImage } from '../../../lib/domain/promotion/index.ts';
import type { Rules } from '../../../lib/domain/rules/index.ts';
import { describeImage } from './describe-image.ts';
import type { Described } from './describe-image.ts';

/** The image that is asked for, and what signed statements in quarantine say of it. */
export interface Candidate {
  readonly image: PinnedImage;
  readonly described: Described;
  /** The newest one that holds, passed or failed. */
  readonly verdict: Verified<'verdict'> | undefined;
  readonly origin: Verified<'provenance' | 'import'> | undefined;
  /** Statements that do not count. */
  readonly refused: readonly RefusedStatement[];
}

/** Reads the image from quarantine once; from here on only its digest counts. Throws PROMOTION_* and GATE_* codes. */
export async function readCandidate(
  requested: RequestedImage,
  client: RegistryClient,
  { rules, now }: { readonly rules: Rules; readonly now: number },
): Promise<Candidate> {
  const image = pinRequested(requested, client.registry);
  const { repository, tag } = requested;
  if (tag !== undefined)
    assertTagUnmoved(requested, client.registry, await client.findDigest(repository, tag));
  const [shelf, trust] = [
    { client, repository },
    { keys: rules.keys, now },
  ];
  const described = await describeImage(client, image, trust);
  const resourceUri = formatImageReference(image);
  const verdicts = await readStatements(shelf, image.digest, ['verdict'], { ...trust, resourceUri });
  const origins = await readStatements(shelf, image.digest, ['provenance', 'import'], trust);
  return {
    ...{ image, described, verdict: verdicts.verified[0], origin: origins.verified[0] },
    refused: [...verdicts.refused, ...origins.refused],
  };
}
