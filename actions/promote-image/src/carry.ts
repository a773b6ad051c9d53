import { UserError } from '../../../lib/base/errors/index.ts';
import { formatTime } from '../../../lib/base/time.ts';
import { formatImageReference } from '../../../lib/domain/image/index.ts';
import { ensureApproval, ensureRecord } from '../../../lib/domain/promotion/index.ts';
import type {
  Completion,
  Intent,
  PromotionFacts,
  StoredApproval,
  StoredRecord,
} from '../../../lib/domain/promotion/index.ts';
import type { ApprovalRecord } from '../../../lib/domain/statement/index.ts';
import type { Approval } from './approval.ts';
import type { Desk } from './desk.ts';
import { importMissing } from './import.ts';
import type { Judgement } from './judge.ts';
import { assertListed, assertNotRevoked, assertStillLive, compareWithSource, lockImage } from './live.ts';
import type { Manifests, Passage } from './live.ts';
import { assertCovers, buildFacts } from './plan.ts';
import { copyProofs } from './proofs.ts';
import { describeRoot, listManifests } from './source.ts';

/** Who and what lets the image through. */
export interface Grounds extends Judgement {
  readonly approval: Approval;
}

/** Announces, imports, compares, attaches, locks and completes. */
export async function carry(
  passage: Passage,
  grounds: Grounds,
  desk: Desk,
): Promise<StoredRecord<Completion>> {
  const { phase } = desk;
  const asked = buildFacts(passage, grounds, desk);
  const intent = await phase('Write the intent', () => announce(passage, asked, desk));
  const promised = { ...passage, tags: intent.record.tags };
  const seen = await phase('Import by digest', () => bring(promised, desk));
  await phase('Compare every manifest', async () => compareWithSource(promised, seen));
  const approval = await phase('Attach the statements', async () => {
    await copyProofs(grounds.proofs, promised.shelf);
    return attachApproval(promised, grounds.approval, desk);
  });
  await phase('Verify the attached records', () =>
    assertListed(promised, [intent.manifestDigest, approval.manifestDigest]),
  );
  await phase('Lock manifests and tags', () => lockImage(promised));
  const step = { intent, approval, inputs: grounds.inputs };
  const completion = await phase('Write the completion', () => complete(promised, asked, step, desk));
  // Whoever unlocked or moved something while the completion was written is found here, and locks are set again.
  await phase('Look at every lock again', () => lockImage(promised));
  return completion;
}

/** Finds that live is what a completion states; throws PROMOTION_LIVE_DIFFERS. */
export async function confirm(
  passage: Passage,
  done: StoredRecord<Completion>,
  { log }: Desk,
): Promise<StoredRecord<Completion>> {
  const { source, target, tags } = passage;
  assertCovers(done.record, { source: source.image, target, tags });
  await log.group('Verify that live is what was promoted', async () => {
    // A run that was killed between writing and locking the completion is finished here.
    await ensureRecord(passage.shelf, 'promotion', done.record, describeRoot(source));
    await assertStillLive(passage, done.record);
  });
  log.info(`Promoted before, by run ${done.record.run.id}: ${formatImageReference(target)}`);
  return done;
}

async function announce(
  passage: Passage,
  asked: PromotionFacts,
  { deps, log }: Desk,
): Promise<StoredRecord<Intent>> {
  const wanted: Intent = { kind: 'intent', ...asked, observedAt: formatTime(deps.clock.now()) };
  const intent = await ensureRecord(passage.shelf, 'intent', wanted, describeRoot(passage.source));
  assertCovers(intent.record, asked);
  const { id, attempt } = intent.record.run;
  log.info(`Intent ${intent.digest} of run ${id}, attempt ${attempt}`);
  return intent;
}

async function bring(passage: Passage, { registries, deps, log }: Desk): Promise<Manifests> {
  const { result, seen } = await importMissing(passage, registries, deps);
  log.info(result === 'present' ? 'Live has everything already' : `Imported ${passage.target.digest}`);
  return seen;
}

async function attachApproval(
  { shelf, source, target }: Passage,
  { approvers, observedAt }: Approval,
  { inputs, deps }: Desk,
): Promise<StoredApproval> {
  const { environment, pageDigest } = inputs;
  const { repository, runId: id, runAttempt: attempt } = deps.job;
  const wanted: ApprovalRecord = {
    ...{ environment, approvers, run: { repository, id, attempt }, observedAt },
    ...(pageDigest === undefined ? {} : { pageDigest }),
  };
  const stored = await ensureApproval(shelf, wanted, describeRoot(source));
  if (stored.record.pageDigest === pageDigest) return stored;
  throw new UserError('PROMOTION_RECORD_CONFLICT', {
    subject: formatImageReference(target),
    reason: `its approval of run ${id}, attempt ${attempt}, is for the page ${stored.record.pageDigest ?? 'none'}`,
  });
}

interface Step extends Pick<Judgement, 'inputs'> {
  readonly intent: StoredRecord<Intent>;
  readonly approval: StoredApproval;
}

async function complete(
  passage: Passage,
  asked: PromotionFacts,
  { intent, approval, inputs }: Step,
  { deps }: Desk,
): Promise<StoredRecord<Completion>> {
  // A revocation may have come while the image was on its way.
  await assertNotRevoked(passage);
  const wanted: Completion = {
    kind: 'promotion',
    ...asked,
    tags: intent.record.tags,
    intent: intent.digest,
    approval: approval.digest,
    inputs: [...inputs, { name: 'approval', digest: approval.digest }],
    manifests: listManifests(passage.source.artifact).map(({ digest }) => digest),
    completedAt: formatTime(deps.clock.now()),
  };
  const completion = await ensureRecord(passage.shelf, 'promotion', wanted, describeRoot(passage.source));
  assertCovers(completion.record, asked);
  await assertListed(passage, [completion.manifestDigest]);
  return completion;
}
