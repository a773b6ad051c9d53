import type { Expression } from '../model/expression.ts';
import { job } from '../model/jobs.ts';
import { hostedRunner } from '../suite.ts';
import { readSource } from './grants.ts';
import { planChanges } from './own-actions.ts';
import { checkout } from './third-party.ts';

const planned = planChanges({ id: 'plan', name: 'Find out what changed', with: {} });

/** The job that says what a change makes necessary; it needs no identity and runs on GitHub's own runners. */
export function planChange(condition?: Expression) {
  return job({
    id: 'plan',
    name: 'Plan',
    ...(condition === undefined ? {} : { if: condition }),
    runsOn: hostedRunner,
    permissions: readSource,
    timeoutMinutes: 10,
    outputs: {
      shards: planned.outputs.shards,
      imports: planned.outputs.imports,
    },
    steps: [
      checkout({
        name: 'Check out with history',
        with: { 'fetch-depth': 0, 'persist-credentials': false },
      }),
      planned,
    ],
  });
}
