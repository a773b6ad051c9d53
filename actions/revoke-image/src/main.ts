import type { Log } from '../../../lib/base/log.ts';
import { formatTime } from '../../../lib/base/time.ts';
import { formatImageReference } from '../../../lib/domain/image/index.ts';
import {
  assertTagUnmoved,
  ensureRecord,
  findRecord,
  pinRequested,
} from '../../../lib/domain/promotion/index.ts';
import type { RecordedRun, Revocation, StoredRecord } from '../../../lib/domain/promotion/index.ts';
import { openRuleSource, readKeys } from '../../../lib/domain/rules/index.ts';
import type { Inputs, Outputs } from './inputs.ts';
import { disableReading, findSubject } from './live.ts';
import type { LiveImage } from './live.ts';
import type { Deps } from './ports.ts';

/** Takes a live digest out of use: the record first, so that it stays out whatever happens, then the pulls. */
export async function run(inputs: Inputs, deps: Deps, log: Log): Promise<Outputs> {
  const image = await openImage(inputs, deps);
  const name = formatImageReference(image.target);
  const subject = await log.group('Find the image in live', () => findSubject(image));
  const before = await findRecord(image.shelf, 'revocation', image.target.digest);
  const revocation = await log.group('Write the revocation', async () =>
    ensureRecord(image.shelf, 'revocation', await buildRevocation(image, inputs, deps), subject),
  );
  const tags = await log.group('Stop pulls', () => disableReading(image));
  log.info(`${name} cannot be pulled any more, nor by its ${tags} tags`);
  return buildOutputs(revocation, before === undefined ? 'revoked' : 'present');
}

async function openImage(inputs: Inputs, deps: Deps): Promise<LiveImage> {
  const account = await deps.management(inputs.liveRegistry.id).readAccount();
  const client = deps.registry(account.loginServer);
  const target = pinRequested(inputs.image, client.registry);
  const { repository, tag } = inputs.image;
  if (tag !== undefined) {
    // By its properties: a tag that was taken out of use before cannot be pulled to look where it points.
    assertTagUnmoved(inputs.image, client.registry, (await client.findTag(repository, tag))?.digest);
  }
  const keys = await readKeys(await openRuleSource(deps.github));
  const shelf = {
    ...{ client, repository: target.repository, keys, now: () => deps.clock.now() },
    openSigner: () => deps.keyVault.openSigner(inputs.signingKey),
  };
  return { target, shelf };
}

async function buildRevocation({ target }: LiveImage, inputs: Inputs, deps: Deps): Promise<Revocation> {
  const { reason, ticket } = inputs;
  const revokedAt = formatTime(deps.clock.now());
  return { kind: 'revocation', target, reason, ticket, run: await readRun(deps), revokedAt };
}

async function readRun({ github, job }: Deps): Promise<RecordedRun> {
  const { actor, triggeringActor } = await github.readRun(job.runId);
  return {
    repository: job.repository,
    id: job.runId,
    attempt: job.runAttempt,
    workflow: job.workflowRef,
    actor: actor?.login ?? job.actor,
    triggeringActor: triggeringActor?.login ?? job.triggeringActor,
  };
}

function buildOutputs({ record, digest }: StoredRecord<Revocation>, status: 'revoked' | 'present'): Outputs {
  return { image: formatImageReference(record.target), revocationDigest: digest, status };
}
