import type { Log } from '../../../lib/base/log.ts';
import { requireVerdict } from '../../../lib/domain/promotion/index.ts';
import type { RecordedVerdict, VerdictReader } from '../../../lib/domain/promotion/index.ts';
import type { Inputs } from './inputs.ts';
import type { Deps } from './ports.ts';
import type { Source } from './source.ts';

/** The reader of this version: nothing writes verdicts yet, so none can be read. */
export const absentVerdicts: VerdictReader = {
  read: (image) =>
    Promise.resolve({
      decision: 'indeterminate',
      reasons: ['this version reads no verdicts'],
      subject: image.digest,
    }),
};

/** The verdict that allows this promotion; throws PROMOTION_VERDICT_* when there is none. */
export async function verifyVerdict(
  inputs: Inputs,
  deps: Deps,
  source: Source,
  log: Log,
): Promise<RecordedVerdict> {
  const verdict = await deps.verdicts.read(source.image, deps.clock.now());
  const recorded = requireVerdict(verdict, source.image, inputs.verdict === 'none');
  if (recorded === 'none') {
    log.warning(
      `No verdict of the gate is asked for, because the input \`verdict\` is \`none\`: ${verdict.reasons.join('; ')}. The record says so; the input goes away with the gate.`,
      { title: 'No verdict' },
    );
  }
  return recorded;
}
