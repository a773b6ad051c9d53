import type { JobView, Law, WorkflowView } from './types.ts';
import { isRecord, listPermissions } from './view.ts';

const allowedEvents = [
  'pull_request',
  'push',
  'merge_group',
  'schedule',
  'workflow_dispatch',
  'workflow_call',
];
const isOwnPullRequest = 'github.event.pull_request.head.repo.full_name == github.repository';

/** Laws about what starts a workflow and what may then run. */
export const triggerLaws: readonly Law[] = [
  {
    id: 'allowed-events',
    why: 'pull_request_target and workflow_run give a stranger’s change the rights of the protected branch.',
    judge: ({ events }) =>
      events
        .filter((event) => !allowedEvents.includes(event))
        .map((event) => ({ place: ['on', event], message: `is started by ${event}` })),
  },
  {
    id: 'fork-guard',
    why: 'A fork’s pull request reaches neither a self-hosted runner nor an identity.',
    judge: ({ events, jobs }) =>
      (events.includes('pull_request') ? jobs : [])
        .filter((job) => isPowerful(job) && job.if?.includes(isOwnPullRequest) !== true)
        .map(({ place }) => ({ place, message: `needs if: ${isOwnPullRequest}` })),
  },
  {
    id: 'pull-request-callee',
    why: 'By its path the called file would be the pull request’s own, and its identity would be refused.',
    judge: ({ events, jobs }) =>
      (events.includes('pull_request') ? jobs : [])
        .filter(({ uses }) => uses?.startsWith('./') === true)
        .map(({ place }) => ({
          place: [...place, 'uses'],
          message: 'must name the repository and the branch',
        })),
  },
  {
    id: 'pull-request-cancels',
    why: 'Only the newest commit of a pull request is worth a runner.',
    judge: ({ events, concurrency }) =>
      !events.includes('pull_request') ||
      (isRecord(concurrency) && concurrency['cancel-in-progress'] === true)
        ? []
        : [{ place: ['concurrency'], message: 'must cancel earlier runs' }],
  },
  {
    id: 'concurrency',
    why: 'Two runs that do the same at once are at best waste.',
    judge: ({ contract, concurrency }) =>
      contract !== undefined || isRecord(concurrency) ? [] : [{ place: [], message: 'has no concurrency' }],
  },
  {
    id: 'required-job',
    why: 'Branch protection asks for one job; whatever it does not wait for may fail unseen.',
    judge: (workflow) => (workflow.events.includes('pull_request') ? judgeRequired(workflow) : []),
  },
];

function isPowerful({ uses, runsOn, permissions }: JobView): boolean {
  const token = listPermissions(permissions)?.['id-token'];
  const isHosted =
    typeof runsOn === 'string' && /^(ubuntu|macos|windows)-|^\$\{\{ matrix\.os \}\}$/.test(runsOn);
  return uses !== undefined || !isHosted || token === 'write';
}

function judgeRequired({ jobs }: WorkflowView): ReturnType<Law['judge']> {
  const required = jobs.filter(({ id }) => id === 'required');
  const [gate] = required;
  if (gate === undefined) return [{ place: ['jobs'], message: 'has no job "required"' }];
  const others = jobs.map(({ id }) => id).filter((id) => id !== 'required');
  const forgotten = others.filter((id) => !gate.needs.includes(id));
  return [
    ...forgotten.map((id) => ({ place: [...gate.place, 'needs'], message: `does not wait for "${id}"` })),
    ...(/^\$\{\{ always\(\) \}\}$/.test(gate.if ?? '')
      ? []
      : [{ place: gate.place, message: 'must run always: a skipped job counts as passed' }]),
  ];
}
