import { expr } from '../model/expression.ts';
import { job } from '../model/jobs.ts';
import { run } from '../model/steps.ts';
import type { JobHandle, Step } from '../model/types.ts';
import { hostedRunner } from '../suite.ts';

/** The one job of a workflow that branch protection asks for by its name: it fails when any other failed or was cancelled. */
export function required(
  name: string,
  needs: readonly JobHandle[],
  more: readonly Step[] = [],
): JobHandle<never> {
  return job({
    id: 'required',
    name,
    needs,
    // Without it a failed job would skip this one, and branch protection takes skipped for passed.
    if: expr`always()`,
    runsOn: hostedRunner,
    timeoutMinutes: 5,
    steps: [
      ...more,
      run({
        name: 'See that nothing failed',
        env: {
          FAILED: expr`contains(needs.*.result, 'failure') || contains(needs.*.result, 'cancelled')`,
        },
        script: 'test "$FAILED" = false',
      }),
    ],
  });
}
