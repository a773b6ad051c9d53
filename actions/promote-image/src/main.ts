import type { Log } from '../../../lib/base/log.ts';
import { formatTime } from '../../../lib/base/time.ts';
import { formatImageReference } from '../../../lib/domain/image/index.ts';
import { ensureRecord, findRecord } from '../../../lib/domain/promotion/index.ts';
import type {
  Completion,
  Intent,
  PromotionFacts,
  StoredRecord,
} from '../../../lib/domain/promotion/index.ts';
import { verifyApproval } from './approval.ts';
import { importMissing } from './import.ts';
import type { Inputs, Outputs } from './inputs.ts';
import {
  assertListed,
  assertNotRevoked,
  assertStillLive,
  compareWithSource,
  findFreeTags,
  lockImage,
} from './live.ts';
import type { Manifests, Passage } from './live.ts';
import { assertCovers, buildFacts, buildTarget } from './plan.ts';
import type { Deps, Registries } from './ports.ts';
import { describeRoot, listManifests, resolveSource } from './source.ts';
import { verifyVerdict } from './verdict.ts';

/**
 * Carries one digest from quarantine to live: resolve, verdict, approval, intent, import, compare, attach, lock,
 * completion. Every step looks before it acts, so a run that was killed anywhere is finished by the next one.
 */
export async function run(inputs: Inputs, deps: Deps, log: Log): Promise<Outputs> {
  const phase = createPhases(deps, log);
  const registries = await openRegistries(inputs, deps);
  const { quarantine, live } = registries;
  const source = await phase('Resolve the image in quarantine', () =>
    resolveSource(inputs.image, quarantine),
  );
  const verdict = await phase('Verify the verdict', () => verifyVerdict(inputs, deps, source, log));
  const target = buildTarget(inputs, source.image, live.registry);
  const shelf = { client: live, repository: target.repository };
  const approval = await phase('Verify the approval', () => verifyApproval(inputs, deps, shelf, log));
  const asked = buildFacts({ source: source.image, target }, inputs, deps.job, { approval, verdict });
  const passage = { source, target, tags: asked.tags, shelf };
  await phase('Check what live has', () => assertNotRevoked(passage));
  const done = await findRecord(shelf, 'promotion', target.digest);
  if (done !== undefined) return confirm({ passage, asked, done }, log);
  await findFreeTags(passage);
  const intent = await phase('Write the intent', () => announce({ passage, asked }, deps, log));
  const promised = { ...passage, tags: intent.record.tags };
  const seen = await phase('Import by digest', () => bring(promised, registries, deps, log));
  await phase('Compare every manifest', async () => compareWithSource(promised, seen));
  await phase('Verify the attached records', () => assertListed(promised, intent.manifestDigest));
  await phase('Lock manifests and tags', () => lockImage(promised));
  const completion = await phase('Write the completion', () =>
    complete({ passage: promised, asked, intent }, deps),
  );
  // Whoever unlocked or moved something while the completion was written is found here, and locks are set again.
  await phase('Look at every lock again', () => lockImage(promised));
  log.info(`Promoted ${formatImageReference(target)}`);
  return buildOutputs(completion, 'promoted');
}

/** What a step of this promotion works with. */
interface Step {
  readonly passage: Passage;
  readonly asked: PromotionFacts;
}

type Phase = <T>(title: string, work: () => Promise<T>) => Promise<T>;

// A cancelled job begins no further phase; what it leaves is finished by the next run.
function createPhases({ signal }: Deps, log: Log): Phase {
  return (title, work) => {
    signal.throwIfAborted();
    return log.group(title, work);
  };
}

async function openRegistries(inputs: Inputs, deps: Deps): Promise<Registries> {
  const importer = deps.management(inputs.liveRegistry.id);
  const quarantineAccount = await deps.management(inputs.quarantineRegistry.id).readAccount();
  const liveAccount = await importer.readAccount();
  return {
    quarantineAccount,
    quarantine: deps.registry(quarantineAccount.loginServer),
    live: deps.registry(liveAccount.loginServer),
    importer,
  };
}

async function confirm(
  { passage, asked, done }: Step & { done: StoredRecord<Completion> },
  log: Log,
): Promise<Outputs> {
  assertCovers(done.record, asked);
  await log.group('Verify that live is what was promoted', async () => {
    // A run that was killed between writing and locking the completion is finished here.
    await ensureRecord(passage.shelf, 'promotion', done.record, describeRoot(passage.source));
    await assertStillLive(passage, done.record);
  });
  log.info(`Promoted before, by run ${done.record.run.id}: ${formatImageReference(passage.target)}`);
  return buildOutputs(done, 'present');
}

async function announce({ passage, asked }: Step, deps: Deps, log: Log): Promise<StoredRecord<Intent>> {
  const wanted: Intent = { kind: 'intent', ...asked, observedAt: formatTime(deps.clock.now()) };
  const intent = await ensureRecord(passage.shelf, 'intent', wanted, describeRoot(passage.source));
  assertCovers(intent.record, asked);
  const { id, attempt } = intent.record.run;
  log.info(`Intent ${intent.digest} of run ${id}, attempt ${attempt}`);
  return intent;
}

async function bring(passage: Passage, registries: Registries, deps: Deps, log: Log): Promise<Manifests> {
  const { result, seen } = await importMissing(passage, registries, deps);
  log.info(result === 'present' ? 'Live has everything already' : `Imported ${passage.target.digest}`);
  return seen;
}

async function complete(
  { passage, asked, intent }: Step & { intent: StoredRecord<Intent> },
  deps: Deps,
): Promise<StoredRecord<Completion>> {
  // A revocation may have come while the image was on its way.
  await assertNotRevoked(passage);
  const wanted: Completion = {
    kind: 'promotion',
    ...asked,
    tags: intent.record.tags,
    intent: intent.digest,
    manifests: listManifests(passage.source.artifact).map(({ digest }) => digest),
    completedAt: formatTime(deps.clock.now()),
  };
  const completion = await ensureRecord(passage.shelf, 'promotion', wanted, describeRoot(passage.source));
  assertCovers(completion.record, asked);
  await assertListed(passage, completion.manifestDigest);
  return completion;
}

function buildOutputs({ record, digest }: StoredRecord<Completion>, status: 'promoted' | 'present'): Outputs {
  return {
    image: formatImageReference(record.target),
    digest: record.target.digest,
    promotionDigest: digest,
    intentDigest: record.intent,
    approvers: record.approvers.map(({ login }) => login).join(', '),
    status,
  };
}
