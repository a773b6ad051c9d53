import type { Assumption } from '../world/types.ts';

/** What is not known of GitHub's answers about deployments. */
export const githubAssumptions: readonly Assumption[] = [
  {
    name: 'github-bypass-in-approvals',
    question: 'Does the review history of a run list an administrator who bypassed an environment?',
    chosen: 'approved',
    values: ['approved', 'absent'],
    settledBy:
      'Let a job wait for an environment that administrators may bypass, press "Start all waiting jobs", then `gh api repos/OWNER/REPO/actions/runs/RUN/approvals`',
    source:
      'GitHub documents the button ("Reviewing deployments", "Bypassing deployment protection rules") and the history (REST, "Get the review history for a workflow run"), neither of them the other.',
  },
];
