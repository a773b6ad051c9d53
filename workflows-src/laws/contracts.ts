import { findCallee } from './permissions.ts';
import type { Breach, Contract, House, JobView, Law, StepView, WorkflowView } from './types.ts';

/** Laws about names and types at the seams: no linter from npm looks into own actions and workflows. */
export const contractLaws: readonly Law[] = [
  {
    id: 'own-action-inputs',
    why: 'GitHub warns of an unknown input and goes on without it.',
    judge: ({ jobs }, house) =>
      jobs
        .flatMap(({ steps }) => steps)
        .flatMap((step) => {
          const contract = findAction(step, house);
          if (isOwn(step) && contract === undefined)
            return [{ place: [...step.place, 'uses'], message: 'is no action' }];
          return contract === undefined ? [] : judgeInputs([...step.place, 'with'], step.with, contract);
        }),
  },
  {
    id: 'third-party-inputs',
    why: 'The same, and each further input of others is something to read about first.',
    judge: ({ jobs }, { thirdParty }) =>
      jobs
        .flatMap(({ steps }) => steps)
        .flatMap(({ uses, place, with: given }) => {
          const known = thirdParty[uses?.split('@')[0] ?? ''];
          const names = known === undefined ? [] : Object.keys(given).filter((name) => known[name] !== true);
          return names.map((name) => ({
            place: [...place, 'with', name],
            message: `"${name}" is not used here`,
          }));
        }),
  },
  {
    id: 'own-workflow-inputs',
    why: 'A missing or mistyped input is found when the run starts, which may be the night of the incident.',
    judge: ({ jobs }, house) =>
      jobs.flatMap((job) => {
        const callee = findCallee(job, house);
        if (callee === undefined)
          return isOwnCall(job) ? [{ place: [...job.place, 'uses'], message: 'is no workflow' }] : [];
        if (callee.contract === undefined)
          return [{ place: [...job.place, 'uses'], message: 'cannot be called' }];
        return judgeInputs([...job.place, 'with'], job.with, callee.contract);
      }),
  },
  {
    id: 'known-outputs',
    why: 'An output that does not exist is the empty text.',
    judge: (workflow, house) => workflow.jobs.flatMap((job) => judgeOutputs(job, workflow, house)),
  },
];

function findAction({ uses }: StepView, { actions }: House): Contract | undefined {
  return uses?.startsWith('$/actions/') === true ? actions.get(uses.slice('$/actions/'.length)) : undefined;
}

function isOwn({ uses }: StepView): boolean {
  return uses?.startsWith('$/') === true;
}

function isOwnCall({ uses }: JobView): boolean {
  return uses?.startsWith('./') === true;
}

function judgeInputs(
  place: Breach['place'],
  given: Readonly<Record<string, unknown>>,
  contract: Contract,
): readonly Breach[] {
  const { inputs } = contract;
  const unknown = Object.keys(given).filter((name) => inputs[name] === undefined);
  const missing = Object.keys(inputs).filter((name) => inputs[name]?.required === true && !(name in given));
  const mistyped = Object.entries(given).filter(([name, value]) => !fits(value, inputs[name]?.type));
  return [
    ...unknown.map((name) => ({ place: [...place, name], message: `"${name}" is no input` })),
    ...missing.map((name) => ({ place, message: `the input "${name}" is missing` })),
    ...mistyped.map(([name]) => ({ place: [...place, name], message: `"${name}" has another type` })),
  ];
}

function fits(value: unknown, type: string | undefined): boolean {
  if (type === undefined || (typeof value === 'string' && value.startsWith('${{'))) return true;
  return typeof value === type;
}

function judgeOutputs(job: JobView, workflow: WorkflowView, house: House): readonly Breach[] {
  const known = new Map(
    job.steps.flatMap((step) => {
      const contract = findAction(step, house);
      return step.id === undefined || contract === undefined ? [] : [[step.id, contract.outputs] as const];
    }),
  );
  for (const id of job.needs) {
    const needed = workflow.jobs.find((other) => other.id === id);
    const callee = needed === undefined ? undefined : findCallee(needed, house);
    if (callee?.contract !== undefined) known.set(`needs ${id}`, callee.contract.outputs);
  }
  return workflow.source.texts
    .filter(({ place }) => place[0] === 'jobs' && place[1] === job.id)
    .flatMap(({ place, text }) => listReferences(text).map((reference) => ({ place, ...reference })))
    .filter(({ key, name }) => known.get(key)?.includes(name) === false)
    .map(({ place, key, name }) => ({ place, message: `${key} has no output "${name}"` }));
}

function listReferences(text: string): readonly { readonly key: string; readonly name: string }[] {
  return [...text.matchAll(/\b(steps|needs)\.([\w-]+)\.outputs\.([\w-]+)/g)].map(
    ([, context, id = '', name = '']) => ({
      key: context === 'needs' ? `needs ${id}` : id,
      name,
    }),
  );
}
