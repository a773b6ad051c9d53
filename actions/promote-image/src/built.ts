import { readStatements } from '../../../lib/domain/evidence/index.ts';
import type { Verified } from '../../../lib/domain/evidence/index.ts';
import type { Desk } from './desk.ts';
import type { Source } from './source.ts';

/**
 * The commits of this repository that the image was built at, or its import ordered at, as signed. None where no
 * statement holds: then the decision refuses.
 */
export async function readBuiltCommits(
  { image }: Source,
  { deps, registries, rules }: Desk,
): Promise<readonly string[]> {
  const place = { client: registries.quarantine, repository: image.repository };
  const trust = { keys: rules.keys, now: deps.clock.now() };
  const { verified } = await readStatements(place, image.digest, ['provenance', 'import'], trust);
  const { serverUrl, repository } = deps.job;
  const here = verified.filter((statement) => findRepository(statement) === `${serverUrl}/${repository}`);
  return [...new Set(here.map(({ predicate }) => predicate.commit))];

  function findRepository({ predicate }: Verified<'provenance' | 'import'>): string {
    return 'repository' in predicate ? predicate.repository : `${serverUrl}/${predicate.run.repository}`;
  }
}
