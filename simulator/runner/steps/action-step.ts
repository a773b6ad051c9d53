import { field, readActionFile, text } from '../documents/index.ts';
import type { ActionDocument, NodeAction, Token } from '../documents/index.ts';
import { evaluateTexts } from '../expressions/index.ts';
import { runComposite } from './composite.ts';
import type { CompositeUse } from './composite.ts';
import { openScope } from './frame.ts';
import type { StepFrame } from './frame.ts';
import { runMain, runPre } from './node-action.ts';
import type { NodeUse } from './node-action.ts';
import type { Execution } from './execution.ts';
import { runStandIn } from './stand-in-step.ts';
import type { StepEnd, StepReport } from './types.ts';
import { findAction } from './uses.ts';

/** Runs a `uses:` step: a program for Node, a list of steps, or a stand-in. */
export async function runUse(
  frame: StepFrame,
  execution: Execution,
  runSteps: CompositeUse['runSteps'],
): Promise<StepEnd> {
  const { step, env, signal, recorder } = execution;
  const used = await findAction(frame, text(field(step, 'uses')) ?? '');
  if (used.kind === 'stand-in') return runStandIn(frame, { ...execution, standIn: used.standIn });
  const { folder, origin } = used;
  const action = await readActionFile(folder);
  if (isComposite(action)) {
    return runComposite({ frame, step, folder, origin, action, env, signal, runSteps }, recorder);
  }
  if (!isNode(action)) throw new Error(`${action.path} is of no kind that this runner knows`);
  if (action.runs.pre !== undefined && !prepared(frame).has(step))
    throw new Error(
      `${action.path}: 'pre' of an action that is not known when the job starts is not supported`,
    );
  const state = prepared(frame).get(step) ?? {};
  return runMain({ frame, step, folder, action, env, signal, state, name: execution.name }, recorder);
}

type Prepared = Map<Token, Record<string, string>>;
const states = new WeakMap<StepFrame, Prepared>();

function prepared(frame: StepFrame): Prepared {
  const known = states.get(frame) ?? new Map<Token, Record<string, string>>();
  states.set(frame, known);
  return known;
}

/** Runs the `pre` of every action that a job uses from a commit, before its first step. */
export async function runPres(frame: StepFrame, steps: readonly Token[]): Promise<readonly StepReport[]> {
  const reports: StepReport[] = [];
  for (const step of steps) {
    const uses = text(field(step, 'uses'));
    // A local action is only there after a checkout, so its pre is not run by GitHub either.
    if (uses === undefined || uses.startsWith('./')) continue;
    const report = await runPreOf(frame, step, uses);
    if (report !== undefined) reports.push(report);
  }
  return reports;
}

async function runPreOf(frame: StepFrame, step: Token, uses: string): Promise<StepReport | undefined> {
  const used = await findAction(frame, uses);
  if (used.kind === 'stand-in') return undefined;
  const action = await readActionFile(used.folder);
  if (!isNode(action) || action.runs.pre === undefined) return undefined;
  const state: Record<string, string> = {};
  prepared(frame).set(step, state);
  const env = evaluateTexts(field(step, 'env'), openScope(frame));
  const signal = frame.session.signals.cancel;
  const use: NodeUse = { frame, step, folder: used.folder, action, env, signal, state, name: action.name };
  return runPre(use);
}

function isNode(action: ActionDocument): action is ActionDocument & { readonly runs: NodeAction } {
  return action.runs.kind === 'node';
}

function isComposite(action: ActionDocument): action is CompositeUse['action'] {
  return action.runs.kind === 'composite';
}
