import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { actionParser, workflowParser } from '../expressions/index.ts';
import { entries, field, items, renderPlace, text } from './tokens.ts';
import type { Token } from './tokens.ts';
import { checkStep } from './unsupported.ts';

/** An action that is a program for Node. */
export interface NodeAction {
  readonly kind: 'node';
  readonly main: string;
  readonly pre: string | undefined;
  readonly preIf: Token | undefined;
  readonly post: string | undefined;
  readonly postIf: Token | undefined;
}

/** An action that is a list of steps. */
export interface CompositeAction {
  readonly kind: 'composite';
  readonly steps: readonly Token[];
  readonly outputs: readonly (readonly [string, Token | undefined])[];
}

/** `action.yml` as the runner reads it. */
export interface ActionDocument {
  readonly path: string;
  readonly name: string;
  readonly inputs: readonly ActionInput[];
  readonly runs: NodeAction | CompositeAction;
}

export interface ActionInput {
  readonly name: string;
  readonly isRequired: boolean;
  readonly default: Token | undefined;
  readonly deprecation: string | undefined;
}

/** Reads `action.yml` or `action.yaml` of a folder. Throws with file, line and every problem. */
export async function readActionFile(folder: string): Promise<ActionDocument> {
  for (const name of ['action.yml', 'action.yaml']) {
    const path = join(folder, name);
    const content = await readFile(path, 'utf8').catch((): undefined => undefined);
    if (content !== undefined) return parseActionText(content, path);
  }
  throw new Error(`Can't find 'action.yml' or 'action.yaml' under '${folder}'`);
}

function parseActionText(content: string, path: string): ActionDocument {
  const trace = new workflowParser.NoOperationTraceWriter();
  const { context, value } = actionParser.parseAction({ name: path, content }, trace);
  const problems = context.errors.getErrors().map(({ message }) => message);
  if (value === undefined || problems.length > 0) throw new Error(problems.join('\n'));
  return {
    path,
    name: text(field(value, 'name')) ?? path,
    inputs: entries(field(value, 'inputs')).map(([name, token]) => ({
      name,
      isRequired: text(field(token, 'required')) === 'true',
      default: field(token, 'default'),
      deprecation: text(field(token, 'deprecationMessage')),
    })),
    runs: readRuns(value, path),
  };
}

function readRuns(root: Token, path: string): NodeAction | CompositeAction {
  const runs = field(root, 'runs');
  const using = text(field(runs, 'using'));
  if (using === 'composite') return readComposite(root, runs, path);
  // node20 left the runner on 2026-09-16 (GitHub changelog); container actions are not hosted here.
  if (using !== 'node24')
    throw new Error(
      `${renderPlace(path, field(runs, 'using'))}: 'using: ${using ?? ''}' is not supported by this runner`,
    );
  return {
    kind: 'node',
    main: text(field(runs, 'main')) ?? '',
    pre: text(field(runs, 'pre')),
    preIf: field(runs, 'pre-if'),
    post: text(field(runs, 'post')),
    postIf: field(runs, 'post-if'),
  };
}

function readComposite(root: Token, runs: Token | undefined, path: string): CompositeAction {
  const steps = items(field(runs, 'steps'));
  const problems = steps.flatMap((step) => [...checkStep(path, step), ...checkRunShell(path, step)]);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const outputs = entries(field(root, 'outputs')).map(
    ([name, token]) => [name, field(token, 'value')] as const,
  );
  return { kind: 'composite', steps, outputs };
}

// Metadata syntax, "runs.steps[*].shell": required where `run` is set.
function checkRunShell(path: string, step: Token): readonly string[] {
  if (field(step, 'run') === undefined || field(step, 'shell') !== undefined) return [];
  return [`${renderPlace(path, step)}: Required property is missing: shell`];
}
