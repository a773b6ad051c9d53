import type { Value } from './expression.ts';
import { path } from './expression.ts';
import { listHandles, listNames } from './handles.ts';
import { unionPermissions } from './permissions.ts';
import type {
  CallJob,
  InputDeclarations,
  Job,
  JobHandle,
  OutputDeclaration,
  Permissions,
  StepsJob,
} from './types.ts';
import type { ReusableWorkflow, WithInputs } from './workflows.ts';

type StepsJobOptions<Output extends string> = Omit<
  StepsJob,
  'kind' | 'needs' | 'declared' | 'permissions'
> & {
  readonly needs?: readonly JobHandle[];
  readonly permissions?: Permissions;
  /** What later jobs get, by name. */
  readonly outputs?: Readonly<Record<Output, Value>>;
};

/** A job of steps; without `permissions` its token may do nothing. */
export function job<Output extends string = never>(options: StepsJobOptions<Output>): JobHandle<Output> {
  const { outputs, needs = [], permissions = {}, ...rest } = options;
  const declared = outputs ?? {};
  const made: StepsJob = { kind: 'steps', ...rest, needs, permissions, declared };
  return handleOf(made, outputs === undefined ? [] : listNames(outputs));
}

type CallOptions<Inputs extends InputDeclarations, Output extends string> = Omit<
  CallJob,
  'kind' | 'needs' | 'uses' | 'with' | 'permissions'
> & {
  readonly needs?: readonly JobHandle[];
  readonly workflow: ReusableWorkflow<Inputs, Output>;
  /** `OWNER/NAME` and ref, to call the file of a fixed branch or commit; absent, the caller's own commit. */
  readonly at?: { readonly repository: string; readonly ref: string };
  readonly with: WithInputs<Inputs>;
};

/** A job that calls a reusable workflow with its typed inputs; its permissions are what the callee's jobs need. */
export function call<Inputs extends InputDeclarations, Output extends string>(
  options: CallOptions<Inputs, Output>,
): JobHandle<Output> {
  const { workflow, at, needs = [], with: given, ...rest } = options;
  const file = `.github/workflows/${workflow.file}`;
  const made: CallJob = {
    kind: 'call',
    ...rest,
    needs,
    permissions: unionPermissions(workflow.jobs),
    uses: at === undefined ? `./${file}` : `${at.repository}/${file}@${at.ref}`,
    with: Object.fromEntries(Object.entries(given)),
  };
  return handleOf(made, workflow.outputNames);
}

/** Outputs of a job as outputs of its workflow, each with its description. */
export function passOn<Output extends string, Passed extends Output>(
  handle: JobHandle<Output>,
  descriptions: Readonly<Record<Passed, string>>,
): Readonly<Record<Passed, OutputDeclaration>>;
export function passOn(
  { job: { id } }: JobHandle,
  descriptions: Readonly<Record<string, string>>,
): Readonly<Record<string, OutputDeclaration>> {
  const entries = Object.entries(descriptions).map(([name, description]): [string, OutputDeclaration] => {
    // Here, and nowhere else, the context is `jobs`: https://docs.github.com/actions/reference/workflows-and-actions/contexts#jobs-context
    return [name, { description, value: path('jobs', id, 'outputs', name) }];
  });
  return Object.fromEntries(entries);
}

function handleOf<Output extends string>(made: Job, outputs: readonly Output[]): JobHandle<Output> {
  return {
    job: made,
    result: path('needs', made.id, 'result'),
    outputs: listHandles(outputs, ['needs', made.id, 'outputs']),
  };
}
