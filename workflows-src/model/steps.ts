import { holdsExpression, isValue } from './expression.ts';
import type { Expression, Value } from './expression.ts';
import { listHandles } from './handles.ts';
import type { Step } from './types.ts';

/** A step whose outputs others may use. */
export interface StepHandle<Output extends string> extends Step {
  readonly id: string;
  readonly outputs: Readonly<Record<Output, Expression>>;
}

/** The inputs of an action, where each may be an expression instead. */
export type With<Inputs> = {
  readonly [Name in keyof Inputs]: Inputs[Name] | Exclude<Value, string | number | boolean>;
};

export interface Use<Inputs> {
  readonly id?: string;
  readonly name: string;
  readonly if?: Expression;
  readonly with: With<Inputs>;
  readonly env?: Readonly<Record<string, Value>>;
}

/** Where an action is, and the version behind its commit. */
export interface ActionPlace {
  readonly uses: string;
  readonly version?: string;
}

/** An action as a function that makes steps. */
export interface Action<Inputs, Output extends string> {
  (use: Use<Inputs> & { readonly id: string }): StepHandle<Output>;
  (use: Use<Inputs>): Step;
}

/** Declares an action by its place, its inputs (a type) and the names of its outputs. */
export function defineAction<Inputs extends object, Output extends string = never>(
  place: ActionPlace,
  outputs: readonly Output[],
): Action<Inputs, Output> {
  function make(use: Use<Inputs> & { readonly id: string }): StepHandle<Output>;
  function make(use: Use<Inputs>): Step;
  function make(use: Use<Inputs>): Step & { readonly outputs?: Readonly<Record<Output, Expression>> } {
    const { id, with: given, ...rest } = use;
    const step = { ...rest, ...place, with: listValues(given) };
    return id === undefined ? step : { id, ...step, outputs: listHandles(outputs, ['steps', id, 'outputs']) };
  }
  return make;
}

type NoExpression<Script extends string> = string extends Script
  ? never
  : Script extends `${string}\${{${string}`
    ? never
    : Script;

/** A step that runs a script of the shell: a literal, which takes what varies from `env` alone. */
export function run<const Script extends string>(step: RunStep<Script>): Step {
  const { script, ...rest } = step;
  assertScript(step.name, script);
  return { ...rest, run: script };
}

/** {@link run} for a script that writes outputs to `$GITHUB_OUTPUT`. */
export function runFor<const Script extends string, Output extends string>(
  step: RunStep<Script> & { readonly id: string; readonly outputs: readonly Output[] },
): StepHandle<Output> {
  const { outputs, id, script, ...rest } = step;
  assertScript(step.name, script);
  return { ...rest, id, run: script, outputs: listHandles(outputs, ['steps', id, 'outputs']) };
}

interface RunStep<Script extends string> {
  readonly id?: string;
  readonly name: string;
  readonly if?: Expression;
  readonly env?: Readonly<Record<string, Value>>;
  readonly script: NoExpression<Script>;
}

/** Throws when a script holds an expression: GitHub would paste its value into the program. */
export function assertScript(name: string, script: string): void {
  if (holdsExpression(script)) throw new Error(`the script of "${name}" holds an expression; pass it by env`);
}

function listValues(given: object): Readonly<Record<string, Value>> {
  const entries: [string, unknown][] = Object.entries(given);
  return Object.fromEntries(entries.filter((entry): entry is [string, Value] => isValue(entry[1])));
}
