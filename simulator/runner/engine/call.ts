import { entries, field, text } from '../documents/index.ts';
import type { Token } from '../documents/index.ts';
import { coerceText, evaluateText, evaluateTexts, evaluateToken, plainScope } from '../expressions/index.ts';
import type { Json, JsonObject, Scope } from '../expressions/index.ts';
import { closeReport, openReport } from './leg.ts';
import type { Leg, LegEnd } from './leg.ts';
import type { Level } from './level.ts';
import type { WorkflowPlan } from './plan.ts';
import { sumUp } from './sum-up.ts';
import { takeTurn } from './turn.ts';
import type { TurnAnswer } from './turn.ts';

/** Runs the workflow that a job calls; its outputs are those that `on.workflow_call.outputs` maps. */
export async function runCall(leg: Leg, called: WorkflowPlan): Promise<LegEnd> {
  const { run } = leg.level;
  const inputs = readCallInputs(leg, called);
  const scope = plainScope({ ...leg.scope.contexts, inputs });
  const turns: (TurnAnswer & { readonly ok: true })[] = [];
  const blocks = [
    { token: field(leg.job.document.token, 'concurrency'), scope: leg.scope },
    { token: called.document.concurrency, scope },
  ];
  for (const { token, scope: own } of blocks) {
    if (token === undefined) continue;
    const answer = await takeTurn(run, requestTurn(leg, { token, scope: own }, turns));
    if (answer.ok) turns.push(answer);
    else return closeReport(run, openReport(leg), { result: 'cancelled', reason: answer.reason });
  }
  try {
    return await runCalled(leg, called, { inputs, holders: turns.map(({ order }) => order) });
  } finally {
    for (const { turn } of turns) turn.release();
  }
}

function requestTurn(
  leg: Leg,
  { token, scope }: { readonly token: Token; readonly scope: Scope },
  turns: readonly { readonly order: unknown }[],
) {
  return {
    ...{ token, scope },
    signal: leg.abort.signal,
    holders: [...leg.level.holders, ...turns.map(({ order }) => order)],
    cancel: () => leg.abort.abort(),
  };
}

async function runCalled(
  leg: Leg,
  called: WorkflowPlan,
  { inputs, holders }: { readonly inputs: JsonObject; readonly holders: readonly unknown[] },
): Promise<LegEnd> {
  const level: Level = {
    ...leg.level,
    plan: called,
    inputs,
    secrets: readCallSecrets(leg),
    prefix: { name: `${leg.name} / `, key: `${leg.key} / ` },
    signal: leg.abort.signal,
    isForced: leg.isFresh,
    holders: [...leg.level.holders, ...holders],
  };
  const ends = await level.runGraph(level);
  const jobs = [...ends].map(([id, { result, outputs }]): [string, Json] => [id, { result, outputs }]);
  const contexts = { ...leg.scope.contexts, inputs, jobs: Object.fromEntries(jobs) };
  const declared = entries(field(called.document.triggers.get('workflow_call'), 'outputs'));
  const outputs = declared.map(([name, token]) => {
    return [name, evaluateText(field(token, 'value'), plainScope(contexts))] as const;
  });
  return {
    result: sumUp([...ends.values()].map(({ result }) => result)),
    outputs: Object.fromEntries(outputs),
    isFresh: [...ends.values()].some((each) => each.isFresh),
  };
}

/**
 * The inputs of a called workflow after defaults, each of its declared type.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_callinputs
 */
function readCallInputs(leg: Leg, called: WorkflowPlan): JsonObject {
  const given = new Map(
    entries(field(leg.job.document.token, 'with')).map(([name, token]) => [name.toLowerCase(), token]),
  );
  const declared = entries(field(called.document.triggers.get('workflow_call'), 'inputs'));
  const values = declared.map(([name, token]): [string, Json] => {
    const type = text(field(token, 'type')) ?? 'string';
    const set = given.get(name.toLowerCase());
    const fallback = field(token, 'default');
    const value = evaluateToken(set ?? fallback, leg.scope);
    if (set === undefined && fallback === undefined) return [name, emptyOf(type)];
    return [name, checkType(name, value, type)];
  });
  return Object.fromEntries(values);
}

function emptyOf(type: string): Json {
  if (type === 'boolean') return false;
  return type === 'number' ? 0 : '';
}

// A value of another type is refused ("Unexpected value"), but text takes numbers and nothing as they are written.
function checkType(name: string, value: Json, type: string): Json {
  if (typeof value === type) return value;
  if (type === 'string' && typeof value !== 'object') return coerceText(value);
  if (value === null) return emptyOf(type);
  throw new Error(
    `Unexpected value '${coerceText(value)}': input ${name} of the called workflow is a ${type}`,
  );
}

function readCallSecrets({ level, job, scope }: Leg): Readonly<Record<string, string>> {
  const token = field(job.document.token, 'secrets');
  if (token === undefined) return {};
  if (text(token) === 'inherit') return level.secrets;
  return evaluateTexts(token, plainScope({ ...scope.contexts, secrets: { ...level.secrets } }));
}
