import type { Log } from '../../../lib/base/log.ts';
import { formatImageReference } from '../../../lib/domain/image/index.ts';
import { findRecord } from '../../../lib/domain/promotion/index.ts';
import type { Completion, StoredRecord } from '../../../lib/domain/promotion/index.ts';
import { verifyApproval } from './approval.ts';
import { readBuiltCommits } from './built.ts';
import { carry, confirm } from './carry.ts';
import { createPhases, openPast, openRegistries, openRules, openShelf } from './desk.ts';
import type { Inputs, Outputs } from './inputs.ts';
import { judge } from './judge.ts';
import { assertNotRevoked, findFreeTags } from './live.ts';
import { buildWish } from './plan.ts';
import type { Deps } from './ports.ts';
import { resolveSource } from './source.ts';

/**
 * Carries one digest from quarantine to live: resolve, approval, verdict, scan and decide again, intent, import,
 * compare, attach, lock, completion. Every step looks before it acts, so a run that was killed anywhere is finished by
 * the next one.
 */
export async function run(inputs: Inputs, deps: Deps, log: Log): Promise<Outputs> {
  const phase = createPhases(deps, log);
  const registries = await openRegistries(inputs, deps);
  const source = await phase('Resolve the image in quarantine', () =>
    resolveSource(inputs.image, registries.quarantine),
  );
  const rules = await phase('Read the rules of the protected branch', () => openRules(deps, log));
  const desk = { inputs, deps, log, phase, registries, rules };
  const wish = buildWish(inputs, source.image, registries.live.registry);
  const shelf = openShelf(desk, wish.target.repository);
  const past = openPast(shelf);
  const passage = { source, target: wish.target, tags: wish.tags, shelf };
  const approval = await phase('Verify the approval', async () => {
    const built = await readBuiltCommits(source, desk);
    return verifyApproval(inputs, deps, { shelf: past, branch: rules.branch, built }, log);
  });
  await phase('Check what live has', () => assertNotRevoked(passage));
  const done = await findRecord(shelf, 'promotion', wish.target.digest);
  // Nothing is carried any more, so nothing needs to be decided: the record that verified is the decision.
  if (done !== undefined) return buildOutputs(await confirm(passage, done, desk), 'present');
  await findFreeTags(passage);
  const judgement = await judge(source, past, desk);
  const completion = await carry(passage, { ...judgement, approval }, desk);
  log.info(`Promoted ${formatImageReference(wish.target)}`);
  return buildOutputs(completion, 'promoted');
}

function buildOutputs({ record, digest }: StoredRecord<Completion>, status: 'promoted' | 'present'): Outputs {
  return {
    image: formatImageReference(record.target),
    digest: record.target.digest,
    promotionDigest: digest,
    intentDigest: record.intent,
    verdictDigest: record.verdict.statementDigest,
    approvers: record.approvers.map(({ login }) => login).join(', '),
    status,
  };
}
