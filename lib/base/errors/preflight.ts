import type { ErrorCatalogue } from './types.ts';

/** What preflight finds before a privileged job begins. */
export const preflightErrors = {
  PREFLIGHT_FAILED: {
    kind: 'user',
    title: 'The job must not run here',
    cause: 'At least one of the checks at the head of the job failed; each has an error of its own.',
    remedy: 'Mend what the other errors name.',
  },
  PREFLIGHT_SERVER_UNSUPPORTED: {
    kind: 'user',
    title: 'The GitHub server lacks what the workflows use',
    cause: '`uses: $/…` and the immutable form of subjects exist on github.com alone.',
    remedy: 'Run on github.com, or call the actions by repository and commit and leave preflight out.',
  },
  PREFLIGHT_EVENT_FORBIDDEN: {
    kind: 'user',
    title: 'The event may not start this job',
    cause: 'The event of the run is not among `events`.',
    remedy: 'Start the workflow by an event that is allowed, or allow it after thinking of who can cause it.',
  },
  PREFLIGHT_FORK: {
    kind: 'user',
    title: 'The pull request comes from a fork',
    cause: 'Whoever can fork the repository would run code with the identity of this job.',
    remedy:
      'Skip the job for forks: `if: github.event.pull_request.head.repo.full_name == github.repository`.',
  },
  PREFLIGHT_REF_FORBIDDEN: {
    kind: 'user',
    title: 'The job runs for another ref',
    cause: 'Privileged jobs run for the default branch alone.',
    remedy: 'Merge the change, and start the workflow on the default branch.',
  },
  PREFLIGHT_BRANCH_UNPROTECTED: {
    kind: 'user',
    title: 'The default branch is not protected',
    cause: 'Neither a branch protection nor a ruleset holds for it, so anybody with write access decides.',
    remedy: 'Protect it: reviews required, no force pushes, no bypass.',
  },
  PREFLIGHT_CLAIMS_FOREIGN: {
    kind: 'user',
    title: 'The OIDC token is about another job',
    cause: 'Its claims are not what the runner says of this job.',
    remedy: 'Run the job on a runner that serves one job at a time and is thrown away after it.',
  },
  PREFLIGHT_WORKFLOW_MISMATCH: {
    kind: 'user',
    title: 'The job is defined by another workflow',
    cause:
      'The token’s `job_workflow_ref` is not the expected file on the default branch, nor in another repository by commit.',
    remedy: 'Call the reusable workflow as `OWNER/NAME/.github/workflows/<file>@<default branch or commit>`.',
  },
  PREFLIGHT_WORKFLOW_COMMIT_UNKNOWN: {
    kind: 'user',
    title: 'The workflow comes from a commit that the default branch does not have',
    cause:
      'The token’s `job_workflow_sha` is not in the history of the default branch, so nobody reviewed it.',
    remedy: 'Start a new run on the default branch.',
  },
  PREFLIGHT_ENVIRONMENT_MISMATCH: {
    kind: 'user',
    title: 'The job does not run in the environment',
    cause: 'The token does not name the expected environment, so nobody was asked.',
    remedy: 'Write `environment:` with that name into the job of the reusable workflow.',
  },
  PREFLIGHT_ENVIRONMENT_MISSING: {
    kind: 'user',
    title: 'There is no such environment',
    cause:
      'The repository has no environment of the name; GitHub makes one without protection when a job names it.',
    remedy: 'Make the environment as docs/adoption.md shows.',
  },
  PREFLIGHT_ENVIRONMENT_BYPASS: {
    kind: 'user',
    title: 'Administrators may bypass the environment',
    cause: '"Allow administrators to bypass configured protection rules" is on, as it is by default.',
    remedy: 'Switch it off in the settings of the environment.',
  },
  PREFLIGHT_ENVIRONMENT_SELF_REVIEW: {
    kind: 'user',
    title: 'Who starts the run may approve it',
    cause: '"Prevent self-review" is off.',
    remedy: 'Switch it on in the settings of the environment.',
  },
  PREFLIGHT_ENVIRONMENT_REVIEWERS: {
    kind: 'user',
    title: 'The environment asks nobody',
    cause: 'It has no required reviewers.',
    remedy: 'Name reviewers in the settings of the environment.',
  },
  PREFLIGHT_ENVIRONMENT_BRANCHES: {
    kind: 'user',
    title: 'Other branches may use the environment',
    cause: 'Its deployment branches are not exactly the default branch.',
    remedy: 'Select branches in the settings of the environment, and name the default branch alone.',
  },
  PREFLIGHT_PLAN_LACKS_REVIEWERS: {
    kind: 'user',
    title: 'The plan may not have required reviewers',
    cause:
      'Private and internal repositories have required reviewers with GitHub Enterprise alone; GitHub does not tell a job which plan there is.',
    remedy:
      'Name reviewers; where the settings do not offer them, the repository needs another plan or has to be public.',
  },
  PREFLIGHT_RUNNER_MISMATCH: {
    kind: 'user',
    title: 'The job runs in another runner group',
    cause: 'Groups, not labels, are the boundary between runners that reach different networks.',
    remedy: 'Name the group in `runs-on`, and give the repository access to it.',
  },
  PREFLIGHT_RUNNER_UNKNOWN: {
    kind: 'user',
    title: 'The runner group of the job is not known',
    cause: 'GitHub lists no running job of this run on this runner.',
    remedy: 'Give the job `actions: read`; otherwise report it.',
  },
  PREFLIGHT_TOKEN_FOREIGN: {
    kind: 'user',
    title: 'The token is not the job’s own',
    cause: 'A personal token lives longer than the job and may do what its owner may.',
    remedy: 'Leave `github-token` out.',
  },
  PREFLIGHT_TOKEN_EXCESSIVE: {
    kind: 'user',
    title: 'The token may do more than the job needs',
    cause: 'GitHub shows a right with it that a privileged job must not have.',
    remedy: 'Set `permissions:` of the job to what its README names.',
  },
  PREFLIGHT_SUBJECT_BROAD: {
    kind: 'user',
    title: 'The subject does not name the workflow',
    cause:
      'With GitHub’s default subject every workflow of the repository that names the environment or branch gets the identity.',
    remedy:
      'Customise the subject to `repo`, `context`, `job_workflow_ref` (docs/adoption.md), and correct the federated credentials.',
  },
  PREFLIGHT_SUBJECT_FORM: {
    kind: 'user',
    title: 'The subject has another form',
    cause:
      'Repositories of after 15 July 2026, and renamed or moved ones, have ids in their subjects; Entra compares letter by letter.',
    remedy: 'Register the subject that the message shows, and correct `subject-form`.',
  },
  PREFLIGHT_CLOCK_SKEWED: {
    kind: 'user',
    title: 'The clock of the runner is wrong',
    cause: 'Tokens, signatures and the age of databases are judged by it.',
    remedy: 'Synchronise the clock of the runner.',
  },
} as const satisfies ErrorCatalogue;
