import type { Breach, House, JobView, Law, StepView, WorkflowView } from './types.ts';

interface Use {
  readonly uses: string;
  readonly place: Breach['place'];
  readonly isCall: boolean;
}

/** Laws about what a workflow runs that stands elsewhere. */
export const usesLaws: readonly Law[] = [
  {
    id: 'pinned-uses',
    why: 'A tag can be moved to other code; a commit cannot. Own actions are `$/`, own workflows `./`.',
    judge: (workflow, house) =>
      listUses(workflow).flatMap((use) => {
        const problem = findProblem(use, house, workflow);
        return problem === undefined ? [] : [{ place: use.place, message: problem }];
      }),
  },
  {
    id: 'pin-comment',
    why: 'Nobody reads forty digits: the version stands behind them.',
    judge: (workflow) =>
      listThirdParty(workflow).flatMap(({ place }) => {
        const comment = workflow.source.findComment(place);
        return /^v\d+\.\d+\.\d+$/.test(comment ?? '') ? [] : [{ place, message: 'has no version behind it' }];
      }),
  },
  {
    id: 'pin-known',
    why: 'Versions of third-party actions stand in pins.ts alone.',
    judge: (workflow, { pins }) =>
      listThirdParty(workflow).flatMap(({ uses, place }) => {
        const { action, sha } = splitUse(uses);
        const pin = pins[action];
        const version = workflow.source.findComment(place);
        if (pin === undefined) return [{ place, message: `${action} is not in pins.ts` }];
        if (pin.sha === sha && (version === undefined || pin.version === version)) return [];
        return [{ place, message: `${action} is ${pin.version} at ${pin.sha} in pins.ts` }];
      }),
  },
  {
    id: 'checkout-credentials',
    why: 'A checkout that keeps the token leaves it for whatever runs later.',
    judge: (workflow) =>
      listSteps(workflow)
        .filter(({ uses }) => uses?.startsWith('actions/checkout@') === true)
        .filter((step) => step.with['persist-credentials'] !== false)
        .map(({ place }) => ({ place, message: 'needs persist-credentials: false' })),
  },
  {
    id: 'no-cache',
    why: 'A cache is written by whoever came first, also by a pull request.',
    judge: (workflow) =>
      listSteps(workflow)
        .filter(
          ({ uses, with: given }) =>
            uses?.startsWith('actions/cache') === true ||
            'cache' in given ||
            (uses?.startsWith('actions/setup-node@') === true && given['package-manager-cache'] !== false),
        )
        .map(({ place }) => ({ place, message: 'uses a cache' })),
  },
];

/** All steps of a workflow. */
export function listSteps({ jobs }: WorkflowView): readonly StepView[] {
  return jobs.flatMap(({ steps }) => steps);
}

function listUses(workflow: WorkflowView): readonly Use[] {
  const ofJobs = workflow.jobs.flatMap(({ uses, place }: JobView) =>
    uses === undefined ? [] : [{ uses, place: [...place, 'uses'], isCall: true }],
  );
  const ofSteps = listSteps(workflow).flatMap(({ uses, place }) =>
    uses === undefined ? [] : [{ uses, place: [...place, 'uses'], isCall: false }],
  );
  return [...ofJobs, ...ofSteps];
}

function listThirdParty(workflow: WorkflowView): readonly Use[] {
  return listUses(workflow).filter(({ uses }) => /^[^/.$]+\/[^@]+@[0-9a-f]{40}$/.test(uses));
}

function splitUse(uses: string): { readonly action: string; readonly sha: string } {
  const [path = '', sha = ''] = uses.split('@');
  return { action: path.split('/').slice(0, 2).join('/'), sha };
}

function findProblem(use: Use, house: House, { events }: WorkflowView): string | undefined {
  const { uses, isCall } = use;
  if (/^\.{0,2}\/|^\$\//.test(uses)) return findOwnProblem(use);
  if (uses.startsWith('docker://')) return 'runs an image';
  if (/@[0-9a-f]{40}$/.test(uses)) return undefined;
  const isOwnBranch = uses.startsWith(`${house.repository}/.github/workflows/`) && uses.endsWith('@main');
  return isCall && isOwnBranch && events.includes('pull_request') ? undefined : 'is not pinned to a commit';
}

function findOwnProblem({ uses, isCall }: Use): string | undefined {
  if (isCall) return uses.startsWith('./') ? undefined : '`job_workflow_ref` is documented for `./` alone';
  return uses.startsWith('$/') ? undefined : 'is a file of the workspace; write `$/`';
}
