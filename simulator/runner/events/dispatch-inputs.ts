import { entries, field, literal, text, texts } from '../documents/index.ts';
import type { Token, WorkflowDocument } from '../documents/index.ts';
import { coerceText, isObject } from '../expressions/index.ts';
import type { Json, JsonObject } from '../expressions/index.ts';
import { EventRefusedError } from './refused.ts';

/** "The maximum number of top-level properties for inputs is 25" (events that trigger workflows, workflow_dispatch). */
const maxInputs = 25;

/**
 * The `inputs` of a workflow_dispatch after defaults and checks; every problem at once. Booleans stay booleans here,
 * as the `inputs` context has them. https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#workflow_dispatch
 */
export function readDispatchInputs(document: WorkflowDocument, given: Json | undefined): JsonObject {
  const declared = entries(field(document.triggers.get('workflow_dispatch'), 'inputs'));
  const values = isObject(given) ? given : {};
  const problems = [
    ...(declared.length > maxInputs ? [`workflow_dispatch has more than ${maxInputs} inputs`] : []),
    ...Object.keys(values)
      .filter((name) => !declared.some(([known]) => known === name))
      .map((name) => `Unexpected inputs provided: ["${name}"]`),
    ...declared.flatMap(([name, token]) => checkInput(name, token, values[name])),
  ];
  if (problems.length > 0) throw new EventRefusedError(problems.join('\n'));
  return Object.fromEntries(declared.map(([name, token]) => [name, readInput(token, values[name])]));
}

function checkInput(name: string, token: Token, given: Json | undefined): readonly string[] {
  const isMissing = given === undefined && field(token, 'default') === undefined;
  if (isMissing && literal(field(token, 'required')) === true)
    return [`Required input '${name}' not provided`];
  return given === undefined ? [] : checkValue(name, token, coerceText(given));
}

function checkValue(name: string, token: Token, value: string): readonly string[] {
  const type = text(field(token, 'type')) ?? 'string';
  const said = `Provided value '${value}' for input '${name}'`;
  if (type === 'choice' && !texts(field(token, 'options')).includes(value))
    return [`${said} not in the list of allowed values`];
  if (type === 'boolean' && !['true', 'false'].includes(value)) return [`${said} is no boolean`];
  return type === 'number' && Number.isNaN(Number(value)) ? [`${said} is no number`] : [];
}

function readInput(token: Token, given: Json | undefined): Json {
  const type = text(field(token, 'type')) ?? 'string';
  const value = given ?? literal(field(token, 'default')) ?? readFirst(token, type);
  if (type === 'boolean') return coerceText(value) === 'true';
  return type === 'number' ? Number(value) : coerceText(value);
}

// A choice without a default is its first option.
function readFirst(token: Token, type: string): Json {
  if (type === 'boolean') return false;
  return type === 'choice' ? (texts(field(token, 'options'))[0] ?? '') : '';
}
