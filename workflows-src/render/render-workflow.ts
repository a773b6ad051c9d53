import { Document } from 'yaml';
import { renderValue } from '../model/expression.ts';
import type { InputDeclarations, Workflow } from '../model/types.ts';
import { block, setApart } from './nodes.ts';
import { renderConcurrency } from './render-concurrency.ts';
import { renderJob } from './render-job.ts';

/** The YAML of a workflow in a fixed order of keys; `origin` at its head says where it comes from. */
export function renderWorkflow(workflow: Workflow, origin: string): string {
  const { name, runName, concurrency, jobs } = workflow;
  const content = block({
    name,
    'run-name': runName === undefined ? undefined : renderValue(runName),
    on: renderTriggers(workflow),
    permissions: {},
    concurrency: renderConcurrency(concurrency),
    jobs: Object.fromEntries(jobs.map(({ job }) => [job.id, renderJob(job)])),
  });
  assertDistinct(workflow);
  const document = new Document(content, { aliasDuplicateObjects: false });
  document.commentBefore = `${comment(workflow.about)}\n${comment(origin)}`;
  setApart(document.contents);
  setApart(document.get('jobs'));
  return document.toString({ lineWidth: 0, singleQuote: true });
}

function renderTriggers({ on, call }: Workflow): object {
  if (call === undefined) return block({ ...on, workflow_dispatch: renderDispatch(on?.workflow_dispatch) });
  const outputs = Object.entries(call.outputs).map(([name, { description, value }]) => [
    name,
    { description, value: renderValue(value) },
  ]);
  return {
    workflow_call: block({
      inputs: renderInputs(call.inputs),
      outputs: outputs.length === 0 ? undefined : Object.fromEntries(outputs),
    }),
  };
}

function renderDispatch(dispatch: { readonly inputs?: InputDeclarations } | undefined): object | undefined {
  if (dispatch?.inputs === undefined) return dispatch;
  return { inputs: renderInputs(dispatch.inputs) };
}

function renderInputs(inputs: InputDeclarations): object {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { description, type, required, default: otherwise }]) => [
      name,
      block({ description, type, required: required === true, default: otherwise }),
    ]),
  );
}

function assertDistinct({ file, jobs }: Workflow): void {
  const ids = jobs.map(({ job }) => job.id);
  const double = ids.find((id, index) => ids.indexOf(id) !== index);
  if (double !== undefined) throw new Error(`${file}: two jobs are called "${double}"`);
  const missing = jobs.flatMap(({ job }) => job.needs).find(({ job }) => !ids.includes(job.id));
  if (missing !== undefined) throw new Error(`${file}: the needed job "${missing.job.id}" is not listed`);
}

function comment(about: string): string {
  return about
    .split('\n')
    .map((line) => ` ${line}`.trimEnd())
    .join('\n');
}
