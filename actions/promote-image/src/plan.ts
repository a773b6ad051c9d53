import { UserError } from '../../../lib/base/errors/index.ts';
import { formatImageReference } from '../../../lib/domain/image/index.ts';
import type { PinnedImage } from '../../../lib/domain/image/index.ts';
import type {
  Completion,
  Intent,
  PromotionFacts,
  RecordedVerdict,
} from '../../../lib/domain/promotion/index.ts';
import type { Approval } from './approval.ts';
import type { Desk } from './desk.ts';
import type { Inputs } from './inputs.ts';
import type { Passage } from './live.ts';

/** What is asked for: what, where to, under which tags, sorted and without repeats. */
export type Wish = Pick<PromotionFacts, 'source' | 'target' | 'tags'>;

/** What the inputs ask for. */
export function buildWish(inputs: Inputs, source: PinnedImage, registry: string): Wish {
  const target = { registry, repository: inputs.repository ?? source.repository, digest: source.digest };
  return { source, target, tags: [...new Set(inputs.tags)].sort() };
}

/** Who let it through. */
interface Grounds {
  readonly approval: Approval;
  readonly verdict: RecordedVerdict;
}

/** What this run would record: one canonical form, so that equal wishes are equal records. */
export function buildFacts(
  { source, target, tags }: Pick<Passage, 'source' | 'target' | 'tags'>,
  { approval, verdict }: Grounds,
  { inputs, deps, rules }: Pick<Desk, 'inputs' | 'deps' | 'rules'>,
): PromotionFacts {
  const { repository, runId, runAttempt, workflowRef, actor, triggeringActor } = deps.job;
  return {
    ...{ source: source.image, target, tags },
    commit: approval.commit,
    run: { repository, id: runId, attempt: runAttempt, workflow: workflowRef, actor, triggeringActor },
    environment: inputs.environment,
    approvers: approval.approvers,
    verdict,
    rulesCommit: rules.commit,
  };
}

/** Refuses to adopt a record that promises something else than what was asked; throws PROMOTION_RECORD_CONFLICT. */
export function assertCovers(record: Intent | Completion, asked: Wish): void {
  const reason = findConflict(record, asked);
  if (reason === undefined) return;
  throw new UserError('PROMOTION_RECORD_CONFLICT', {
    subject: formatImageReference(asked.target),
    reason: `its ${record.kind} record of run ${record.run.id} ${reason}`,
  });
}

function findConflict(record: Intent | Completion, asked: Wish): string | undefined {
  const source = formatImageReference(record.source);
  if (source !== formatImageReference(asked.source)) return `has the source ${source}`;
  const lacking = asked.tags.filter((tag) => !record.tags.includes(tag));
  if (lacking.length > 0) return `has no tag ${lacking.join(', ')}`;
  // Tags that an intent announces are still to be set, and would be set under an approval that is not for them.
  const extra = record.kind === 'intent' ? record.tags.filter((tag) => !asked.tags.includes(tag)) : [];
  return extra.length === 0 ? undefined : `has the tag ${extra.join(', ')} too`;
}
