import type { Assumption } from '../../world/types.ts';

/** What is not known of ACR Tasks. */
export const tasksAssumptions: readonly Assumption[] = [
  {
    name: 'tasks-missing-pool',
    question: 'What does a build get that names an agent pool which does not exist?',
    chosen: 'queued',
    values: ['queued', 'rejected'],
    settledBy: 'az acr build -r <registry> --agent-pool no-such-pool -t probe:1 .',
    source:
      'Documented is only that a run waits while its pool has no instance (learn.microsoft.com, "Use dedicated pool to run tasks").',
  },
  {
    name: 'tasks-taskrun-same-tag',
    question:
      'Does a PUT of a task run with the same forceUpdateTag but another run request start a new run?',
    chosen: 'existing',
    values: ['existing', 'new-run-when-request-differs'],
    settledBy:
      'az rest --method put --url <registry id>/taskRuns/probe1?api-version=2025-03-01-preview --body <request>, twice, with another argument the second time',
    source:
      'The field is described as "how the run should be forced to rerun even if the run request configuration has not changed" (REST reference, Task Runs, Create).',
  },
  {
    name: 'tasks-taskrun-provisioning',
    question: 'Is the provisioningState of a task run that of its request or of its run?',
    chosen: 'follows-run',
    values: ['follows-run', 'succeeded-at-once'],
    settledBy:
      'az rest --method get --url <registry id>/taskRuns/probe1?api-version=2025-03-01-preview while the run is live',
    source:
      'A template deployment with a task run ends after the run has (learn.microsoft.com, "Run an ACR task with a template").',
  },
  {
    name: 'tasks-cancel-reply',
    question: 'What status does the cancelling of a run answer?',
    chosen: '200',
    values: ['200', '202'],
    settledBy: 'az acr task cancel-run -r <registry> --run-id <id> --debug',
    source: 'The REST reference (Runs, Cancel) lists 200 and 202.',
  },
  {
    name: 'tasks-cancel-finished',
    question: 'What does the cancelling of a finished run get?',
    chosen: 'accepted',
    values: ['accepted', 'conflict'],
    settledBy: 'az acr task cancel-run -r <registry> --run-id <id of a finished run> --debug',
    source: 'Not documented.',
  },
  {
    name: 'tasks-taskrun-by-name',
    question: 'Is a task run found by GET under the name that its client chose, while its run is live?',
    chosen: 'found',
    values: ['found', 'absent'],
    settledBy:
      'az rest --method put --url <registry id>/taskRuns/probe1?api-version=2025-03-01-preview --body <request>; az rest --method get --url <registry id>/taskRuns/probe1?api-version=2025-03-01-preview, at once',
    source:
      'The REST reference (Task Runs, Get) takes the name of the task run; that the run is there before it has ended is not said.',
  },
];
