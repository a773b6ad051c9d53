import type { Assumption } from '../../world/types.ts';

/** What GitHub's documentation leaves open about running workflows. */
export const runnerAssumptions: readonly Assumption[] = [
  {
    name: 'job-turn',
    question:
      'Does a job that has a concurrency group and an environment take its turn before it is reviewed?',
    chosen: 'before-review',
    values: ['before-review', 'after-review'],
    settledBy:
      'Start two runs whose job has `concurrency: probe` and an environment with a reviewer, and review neither: with `before-review` only the first waits for a review (`gh api repos/OWNER/NAME/actions/runs/ID/pending_deployments`).',
    source:
      'GitHub docs, "Control the concurrency of workflows and jobs" and "Deployments and environments": neither names the order.',
  },
];
