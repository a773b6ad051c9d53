/** What a parser of an input may know besides the text. */
export interface ParseScope {
  /** Absolute path of the checked-out repository. */
  readonly workspace: string;
}

/** What every kind of input has in common. */
export interface FieldOptions {
  /** One or more sentences; becomes the description in `action.yml` and the README. */
  readonly description: string;
  readonly required?: boolean;
  /** The text that stands for an absent input; a `${{ … }}` expression is evaluated by GitHub alone. */
  readonly default?: string;
  /** Former names; a step that still uses one fails with the new name. */
  readonly renamedFrom?: readonly string[];
}

export type FieldKind =
  'text' | 'flag' | 'integer' | 'choice' | 'list' | 'path' | 'duration' | 'digest' | 'secret' | 'secret list';

/** One declared input: how it is documented and how its text becomes a value. */
export interface Field<T, O extends FieldOptions = FieldOptions> {
  readonly kind: FieldKind;
  readonly options: O;
  /** What to write, as the end of "write …". */
  readonly form: string;
  /** Throws InputProblem or a coded error. */
  parse(text: string, scope: ParseScope): T;
  /** The value of an absent input, where that is not `undefined`. */
  readonly absent?: T;
}

/** The inputs of one action by their kebab-case names. */
export type InputFields = Readonly<Record<string, Field<unknown>>>;

/** The outputs of one action by their kebab-case names. */
export type OutputFields = Readonly<Record<string, { readonly description: string }>>;

type CamelCase<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Name;

type AlwaysThere = { readonly required: true } | { readonly default: string };

type ValueOf<F> =
  F extends Field<infer T, infer O>
    ? O extends AlwaysThere
      ? T
      : T extends boolean | readonly unknown[]
        ? T
        : T | undefined
    : never;

/** The parsed inputs in camelCase; absent ones are undefined, absent lists empty, absent flags false. */
export type InputsOf<F extends InputFields> = {
  readonly [Name in keyof F & string as CamelCase<Name>]: ValueOf<F[Name]>;
};

/** The outputs in camelCase; all are text. */
export type OutputsOf<F extends OutputFields> = {
  readonly [Name in keyof F & string as CamelCase<Name>]: string;
};

/** `secret-build-args` → `secretBuildArgs`. */
export function toCamelCase(name: string): string {
  return name.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
