import type { RegistryClient } from '../../../lib/clients/registry/index.ts';
import { findRecord, findRunning } from '../../../lib/domain/promotion/index.ts';
import type { Completion } from '../../../lib/domain/promotion/index.ts';
import type { Rules } from '../../../lib/domain/rules/index.ts';
import { describeImage } from './describe-image.ts';
import type { Described } from './describe-image.ts';

/** What runs now: the promotion that is in force, and what its signed statements say is in it. */
export interface Running {
  readonly completion: Completion;
  readonly described: Described;
}

/** Reads what was promoted last and not revoked; undefined when live has none of this repository. */
export async function readRunning(
  client: RegistryClient,
  repository: string,
  { rules, now }: { readonly rules: Rules; readonly now: number },
): Promise<Running | undefined> {
  const shelf = { client, repository, keys: rules.keys, now: () => now };
  const digest = await findRunning(shelf);
  if (digest === undefined) return undefined;
  const stored = await findRecord(shelf, 'promotion', digest);
  if (stored === undefined) return undefined;
  const image = { registry: client.registry, repository, digest };
  return {
    completion: stored.record,
    described: await describeImage(client, image, { keys: rules.keys, now }),
  };
}
