import { resolve } from 'node:path';
import { field } from '../documents/index.ts';
import type { ActionDocument, NodeAction, Token } from '../documents/index.ts';
import { evaluateCondition, evaluateTexts } from '../expressions/index.ts';
import { buildVariables } from './environment.ts';
import { openScope } from './frame.ts';
import type { StepFrame } from './frame.ts';
import { joinInputs } from './inputs.ts';
import { concludeProgram, openRecorder } from './recorder.ts';
import type { Recorder } from './recorder.ts';
import type { StepEnd, StepReport } from './types.ts';

/** One use of a JavaScript action, from its pre to its post. */
export interface NodeUse {
  readonly frame: StepFrame;
  readonly name: string;
  readonly step: Token;
  readonly folder: string;
  readonly action: ActionDocument & { readonly runs: NodeAction };
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal | undefined;
  /** What pre left, if it ran. */
  readonly state: Record<string, string>;
}

/** Runs `pre` before the first step of the job, unless its `pre-if` says no. */
export async function runPre(use: NodeUse): Promise<StepReport | undefined> {
  const { pre, preIf } = use.action.runs;
  if (pre === undefined) return undefined;
  if (preIf !== undefined && !evaluateCondition(preIf, openScope(use.frame, use.env))) return undefined;
  return runSide(use, { title: `Pre ${use.name}`, script: pre });
}

/** Runs `main`, and books `post` for the end of the job. */
export async function runMain(use: NodeUse, recorder: Recorder): Promise<StepEnd> {
  const { post, postIf, main } = use.action.runs;
  Object.assign(recorder.memory.state, use.state);
  if (post !== undefined) {
    use.frame.session.posts.push(async () => {
      // The default of post-if is always(), and what tidies up is not cancelled with the job.
      const { session } = use.frame;
      const later = { ...use, signal: session.signals.force, state: recorder.memory.state };
      const frame = { ...use.frame, hasFailed: session.hasFailed };
      if (postIf !== undefined && !evaluateCondition(postIf, openScope(frame, use.env))) return undefined;
      return runSide(later, { title: `Post ${use.name}`, script: post });
    });
  }
  return recorder.end(await runScript(use, main, recorder));
}

async function runSide(
  use: NodeUse,
  { title, script }: { readonly title: string; readonly script: string },
): Promise<StepReport> {
  const startedAt = performance.now();
  const recorder = openRecorder(use.frame.session, title);
  Object.assign(recorder.memory.state, use.state);
  const end = recorder.end(await runScript(use, script, recorder));
  Object.assign(use.state, recorder.memory.state);
  const { outcome, ...rest } = end;
  const durationMs = performance.now() - startedAt;
  return { ...rest, name: title, id: undefined, outcome, conclusion: outcome, durationMs };
}

// The runner starts Path.Combine(actionDirectory, main), so `../../dist/x.js` is legal.
async function runScript(use: NodeUse, script: string, recorder: Recorder): Promise<StepEnd['outcome']> {
  const { frame, folder, action, env, signal } = use;
  const scope = openScope(frame, env);
  const given = evaluateTexts(field(use.step, 'with'), scope);
  const inputs = joinInputs(action, given, { scope, recorder });
  const end = await recorder.run({
    file: frame.session.world.nodePath,
    args: [resolve(folder, script)],
    cwd: frame.session.job.workspace,
    variables: { ...buildVariables(frame, env), GITHUB_ACTION_PATH: folder },
    inputs,
    signal,
  });
  return concludeProgram(end);
}
