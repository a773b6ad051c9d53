import type { Assumption } from '../world/types.ts';

/** What is not known of GitHub's answers about deployments and refs. */
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
  {
    name: 'github-workflows-of-moved-refs',
    question:
      'With which workflow files must a commit agree, so that a GITHUB_TOKEN, which has no `workflows: write`, may make a ref or move one to it?',
    chosen: 'default-branch',
    values: ['default-branch', 'where-it-was'],
    settledBy:
      'In a job with `contents: write`: move a branch forward over commits of the default branch that change .github/workflows, by `gh api --method PATCH repos/OWNER/REPO/git/refs/heads/BRANCH -f sha=…`; once at the tip of the default branch, once behind it',
    source:
      'REST, "Update a reference", has two sets of permissions, with and without `workflows`, and does not say when; reports of refused moves compare with the default branch (gofrolist/molecule-action pull request 642) or with where the ref was (cloudposse/atmos pull request 2962). The GitHub changelog of 2023-11-02 lets a commit through that has a ref already.',
  },
];
