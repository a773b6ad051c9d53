import type { Value } from './expression.ts';
import { listHandles, listNames } from './handles.ts';
import type { Expression } from './expression.ts';
import type { InputDeclaration, InputDeclarations, OutputDeclaration, Workflow } from './types.ts';

/** A workflow that others call, with the types of what it takes and gives. */
export interface ReusableWorkflow<Inputs extends InputDeclarations, Output extends string> extends Workflow {
  readonly declaredInputs: Inputs;
  readonly outputNames: readonly Output[];
}

type Required<Inputs extends InputDeclarations> = {
  [Name in keyof Inputs]: Inputs[Name] extends { readonly required: true } ? Name : never;
}[keyof Inputs];

type ValueOf<Declaration extends InputDeclaration> =
  | Exclude<Value, string | number | boolean>
  | { string: string; boolean: boolean; number: number }[Declaration['type']];

/** The `with:` of a call. */
export type WithInputs<Inputs extends InputDeclarations> = {
  readonly [Name in Required<Inputs>]: ValueOf<Inputs[Name]>;
} & {
  readonly [Name in Exclude<keyof Inputs, Required<Inputs>>]?: ValueOf<Inputs[Name]>;
};

/** The inputs of a workflow as its jobs refer to them. */
export function useInputs<const Inputs extends InputDeclarations>(
  declared: Inputs,
): Readonly<Record<Extract<keyof Inputs, string>, Expression>>;
export function useInputs(declared: InputDeclarations): Readonly<Record<string, Expression>> {
  return listHandles(Object.keys(declared), ['inputs']);
}

/** A workflow that GitHub starts by its events. */
export function workflow(options: Omit<Workflow, 'call'>): Workflow {
  return options;
}

/** A workflow that other workflows call: no events of its own, no secrets. */
export function reusable<const Inputs extends InputDeclarations, Output extends string>(
  options: Pick<Workflow, 'file' | 'name' | 'about' | 'jobs' | 'concurrency'> & {
    readonly inputs: Inputs;
    readonly outputs: Readonly<Record<Output, OutputDeclaration>>;
  },
): ReusableWorkflow<Inputs, Output> {
  const { inputs, outputs, ...rest } = options;
  return {
    ...rest,
    on: undefined,
    call: { inputs, outputs },
    declaredInputs: inputs,
    outputNames: listNames(outputs),
  };
}
