import type { CodedError } from '../base/errors/index.ts';
import { UserError } from '../base/errors/index.ts';
import type { Field, InputFields, InputsOf, ParseScope } from './fields.ts';
import { toCamelCase } from './fields.ts';
import { toFoundProblem } from './input-problem.ts';
import type { FoundProblem } from './input-problem.ts';
import { listMaskedForms } from './secret.ts';

/** Where the texts of inputs come from, by kebab-case name; empty text is absent. */
export type InputSource = (name: string) => string | undefined;

/** The declaration of an action as far as reading its inputs goes. */
export interface InputDeclaration<F extends InputFields> {
  readonly name: string;
  readonly inputs: F;
  /** Inputs that are gone, with what to do; GitHub itself only warns of an input that it does not know. */
  readonly retired?: Readonly<Record<string, string>>;
  check?(inputs: InputsOf<F>): readonly string[];
}

/** Parses all inputs; throws one error that lists every problem, by the name that the user wrote. */
export function parseInputs<F extends InputFields>(
  action: InputDeclaration<F>,
  source: InputSource,
  scope: ParseScope,
): InputsOf<F> {
  const problems: FoundProblem[] = [...findRetired(action.retired ?? {}, source)];
  const values = Object.entries(action.inputs).map(([name, field]) => {
    problems.push(...findRenamed(name, field, source));
    return [toCamelCase(name), readOne(name, field, { source, scope, problems })];
  });
  // The mapped type cannot be built entry by entry; each value comes from its own field's parser.
  const inputs = Object.fromEntries(values) as InputsOf<F>;
  if (problems.length > 0) throw toInputError(action.name, problems);
  const clashes = (action.check?.(inputs) ?? []).map((text) => ({ input: '', text }));
  if (clashes.length > 0) throw toInputError(action.name, clashes);
  return inputs;
}

/** Every form of every secret input, to be masked before the first line is logged. */
export function listInputMasks(fields: InputFields, source: InputSource): readonly string[] {
  const secrets = Object.entries(fields).filter(
    ([, { kind }]) => kind === 'secret' || kind === 'secret list',
  );
  return secrets.flatMap(([name, { options }]) =>
    [name, ...(options.renamedFrom ?? [])].flatMap((each) => listMaskedForms(readText(source, each) ?? '')),
  );
}

interface Reading {
  readonly source: InputSource;
  readonly scope: ParseScope;
  readonly problems: FoundProblem[];
}

function readOne(name: string, field: Field<unknown>, { source, scope, problems }: Reading): unknown {
  const { default: fallback, required } = field.options;
  // GitHub evaluates an expression before the action starts; one that is still here has nobody to evaluate it.
  const isExpression = fallback?.startsWith('${{') === true;
  const text = readText(source, name) ?? (isExpression ? undefined : fallback);
  if (text === undefined) {
    const isRenamed = (field.options.renamedFrom ?? []).some((old) => readText(source, old) !== undefined);
    if ((required === true || isExpression) && !isRenamed) {
      problems.push({ input: name, text: `is required — write ${field.form}` });
    }
    return field.absent;
  }
  try {
    return field.parse(text, scope);
  } catch (error) {
    problems.push(toFoundProblem(name, error));
    return undefined;
  }
}

function findRenamed(name: string, field: Field<unknown>, source: InputSource): readonly FoundProblem[] {
  const used = (field.options.renamedFrom ?? []).filter((old) => readText(source, old) !== undefined);
  return used.map((old) => ({ input: old, text: `is the former name — write \`${name}\`` }));
}

function findRetired(
  retired: Readonly<Record<string, string>>,
  source: InputSource,
): readonly FoundProblem[] {
  const used = Object.entries(retired).filter(([name]) => readText(source, name) !== undefined);
  return used.map(([input, text]) => ({ input, text }));
}

function readText(source: InputSource, name: string): string | undefined {
  const text = source(name)?.trim();
  return text === '' ? undefined : text;
}

function toInputError(action: string, problems: readonly FoundProblem[]): UserError {
  const [only, ...others] = problems;
  // A single mistake that the domain knows by its own code keeps it, so that docs/errors.md explains it.
  if (only?.error !== undefined && others.length === 0) return toSingleError(only.input, only.error);
  const lines = problems.map(({ input, text }) => (input === '' ? text : `${input}: ${text}`));
  return new UserError('INPUT_INVALID', { subject: action, reason: lines.join('; ') });
}

function toSingleError(input: string, { code, subject, reason, remedy, cause }: CodedError): UserError {
  return new UserError(code, { subject, reason: `${input}: ${reason}`, remedy, cause });
}
