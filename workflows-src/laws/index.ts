import { contractLaws } from './contracts.ts';
import { jobLaws } from './jobs.ts';
import { permissionLaws } from './permissions.ts';
import { privilegedLaws } from './privileged.ts';
import { stepLaws } from './steps.ts';
import { triggerLaws } from './triggers.ts';
import type { Finding, House, Law, WorkflowView } from './types.ts';
import { usesLaws } from './uses.ts';

export { judgeAction } from './actions.ts';
export { readSource } from './source.ts';
export type { Source } from './source.ts';
export type { Contract, Finding, House, Law, WorkflowView } from './types.ts';
export { asRecord, viewContract, viewWorkflow } from './view.ts';

/** Every law, in the order in which they are explained. */
export const laws: readonly Law[] = [
  ...triggerLaws,
  ...permissionLaws,
  ...usesLaws,
  ...stepLaws,
  ...jobLaws,
  ...privilegedLaws,
  ...contractLaws,
];

/** What a workflow breaks. */
export function judgeWorkflow(workflow: WorkflowView, house: House): readonly Finding[] {
  const { source } = workflow;
  return laws.flatMap(({ id, judge }) =>
    judge(workflow, house).map(({ place, message }) => ({
      law: id,
      file: source.name,
      line: source.findLine(place),
      message,
    })),
  );
}
