import { UserError } from '../../../lib/base/errors/index.ts';
import { buildImports, buildJobs, shardJobs } from '../../../lib/domain/build-plan/index.ts';
import type { BuildPlan } from '../../../lib/domain/build-plan/index.ts';
import type { Outputs } from './inputs.ts';
import type { Range } from './range.ts';

// "Outputs are Unicode strings, and can be a maximum of 1 MB … The size is approximated based on UTF-16 encoding":
// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idoutputs
const maxOutputBytes = 1_000_000;

/** The plan as outputs. */
export function buildOutputs(
  plan: BuildPlan,
  { head, range, shardSize }: { readonly head: string; readonly range: Range; readonly shardSize: number },
): Outputs {
  const jobs = buildJobs(plan.images);
  const shards = shardJobs(jobs, shardSize);
  const outputs = {
    images: shards.length > 1 ? '' : JSON.stringify(jobs),
    imageCount: String(jobs.length),
    shards: JSON.stringify(shards),
    imports: JSON.stringify(buildImports(plan.imports)),
    importCount: String(plan.imports.length),
    removed: JSON.stringify(plan.removed),
    unchangedCount: String(plan.unchanged.length),
    everything: String(range.kind === 'everything'),
    reason: range.reason,
    base: range.kind === 'range' ? range.base : '',
    head,
  };
  assertSize(outputs);
  return outputs;
}

function assertSize(outputs: Outputs): void {
  const bytes = Object.values(outputs).reduce((sum, text) => sum + 2 * text.length, 0);
  if (bytes <= maxOutputBytes) return;
  const reason = `its outputs take ${bytes} bytes of ${maxOutputBytes}`;
  throw new UserError('CONFIG_PLAN_TOO_LARGE', { subject: 'the plan', reason });
}
