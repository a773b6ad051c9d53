import { field } from '../documents/index.ts';
import type { ActionDocument, CompositeAction, Origin, Token } from '../documents/index.ts';
import { evaluateText, evaluateTexts } from '../expressions/index.ts';
import { openScope } from './frame.ts';
import type { StepFrame } from './frame.ts';
import { joinInputs } from './inputs.ts';
import type { Recorder } from './recorder.ts';
import type { StepEnd, StepReport } from './types.ts';

/** GitHub's limit of composite actions inside each other (runner, "CompositeActionsMaxDepth"). */
const maxDepth = 10;

export interface CompositeUse {
  readonly frame: StepFrame;
  readonly step: Token;
  readonly folder: string;
  readonly origin: Origin;
  readonly action: ActionDocument & { readonly runs: CompositeAction };
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal | undefined;
  runSteps(
    frame: StepFrame,
    steps: readonly Token[],
    signal: AbortSignal | undefined,
  ): Promise<readonly StepReport[]>;
}

/** Runs the steps of a composite action as one step; its outputs are those that its `action.yml` maps. */
export async function runComposite(use: CompositeUse, recorder: Recorder): Promise<StepEnd> {
  const { frame, action, env } = use;
  if (frame.depth + 1 > maxDepth)
    throw new Error(`${action.path}: composite actions are nested deeper than ${maxDepth}`);
  const scope = openScope(frame, env);
  const inputs = joinInputs(action, evaluateTexts(field(use.step, 'with'), scope), { scope, recorder });
  const inner: StepFrame = {
    session: frame.session,
    origin: use.origin,
    path: action.path,
    action: { inputs, folder: use.folder },
    env: { ...frame.env, ...env },
    results: {},
    depth: frame.depth + 1,
    hasFailed: false,
  };
  const reports = await use.runSteps(inner, action.runs.steps, use.signal);
  const outputs = action.runs.outputs.map(([name, token]) => {
    return [name, evaluateText(token, openScope(inner))] as const;
  });
  return {
    outcome: conclude(reports),
    outputs: Object.fromEntries(outputs),
    annotations: [...recorder.end('success').annotations, ...reports.flatMap((each) => each.annotations)],
    summary: reports.map((each) => each.summary).join(''),
    log: reports.flatMap((each) => each.log),
  };
}

function conclude(reports: readonly StepReport[]): StepEnd['outcome'] {
  const conclusions = reports.map(({ conclusion }) => conclusion);
  if (conclusions.includes('cancelled')) return 'cancelled';
  return conclusions.includes('failure') ? 'failure' : 'success';
}
