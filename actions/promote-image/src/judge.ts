import { listAttachments } from '../../../lib/domain/attachment/index.ts';
import { summariseInputs } from '../../../lib/domain/evidence/index.ts';
import { findRunning } from '../../../lib/domain/promotion/index.ts';
import type { RecordedInput, RecordedVerdict } from '../../../lib/domain/promotion/index.ts';
import { decideNow } from './decision.ts';
import type { Passed } from './decision.ts';
import type { Desk } from './desk.ts';
import type { LiveShelf } from './ports.ts';
import { readPlatformProofs, toProof } from './proofs.ts';
import type { PlatformProof, Proof } from './proofs.ts';
import { scanAgain } from './rescan.ts';
import { describeRoot } from './source.ts';
import type { Source } from './source.ts';
import { checkInputs, toRecorded, verifyVerdict } from './verdict.ts';

/** Why the image may go live, and the statements that say so. */
export interface Judgement {
  readonly verdict: RecordedVerdict;
  readonly proofs: readonly Proof[];
  /** What the decision of this moment stood on, the verdict first. */
  readonly inputs: readonly RecordedInput[];
}

/** Believes the gate's verdict, then scans the signed SBOMs again and decides again with what holds now. */
export async function judge(source: Source, shelf: LiveShelf, desk: Desk): Promise<Judgement> {
  const { rules, deps, phase } = desk;
  const { quarantine } = desk.registries;
  const trust = { keys: rules.keys, now: deps.clock.now() };
  const { image } = source;
  const verdict = await phase('Verify the verdict', async () => {
    const place = { client: quarantine, repository: image.repository };
    const attachments = await listAttachments(place, image.digest);
    const statement = verifyVerdict(image, attachments, rules, trust.now);
    desk.log.info(`Verdict ${statement.payloadDigest} of ${statement.predicate.verifiedAt}`);
    return { statement, proof: toProof(describeRoot(source), attachments, [{ statement, name: 'verdict' }]) };
  });
  const platforms = await phase('Read what the gate left on every platform', () =>
    readPlatformProofs(source, verdict.statement, { client: quarantine, trust }),
  );
  const passed = await phase('Scan and decide again', () => decideAgain(source, platforms, shelf, desk));
  checkInputs(verdict.statement, { image, rules, facts: passed.facts, now: trust.now });
  const proofs = [verdict.proof, ...platforms];
  const inputs = [...proofs.flatMap((proof) => proof.inputs), ...summariseInputs(passed.decision)];
  return { verdict: toRecorded(verdict.statement), proofs, inputs };
}

async function decideAgain(
  { image, artifact }: Source,
  platforms: readonly PlatformProof[],
  shelf: LiveShelf,
  desk: Desk,
): Promise<Passed> {
  const { inputs, deps, log, rules } = desk;
  const { quarantine } = desk.registries;
  const scan = await scanAgain(platforms, quarantine, { inputs, deps, log });
  const { serverUrl } = deps.job;
  const { client, repository } = shelf;
  const ports = {
    ...{ quarantine, history: deps.github },
    live: { client, repository, findRunning: () => findRunning(shelf) },
    note: (line: string) => log.info(line),
  };
  return decideNow(
    { environment: 'production', image, artifact, rules, scan, now: deps.clock.now(), serverUrl },
    // Nobody can ask for an emergency's two people and leave its other limit out.
    { ports, log, isBreakGlass: inputs.firstEnvironment !== undefined },
  );
}
