import type { InputFields, OutputFields } from './fields.ts';

const kebabCase = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Declares the inputs of an action: the one source of its types, its `action.yml` and its documentation. */
export function defineInputs<const F extends InputFields>(fields: F): F {
  assertNames(Object.keys(fields));
  for (const [name, { options }] of Object.entries(fields)) {
    if (options.required === true && options.default !== undefined) {
      throw new TypeError(`input "${name}" is required and has a default`);
    }
  }
  return fields;
}

/** Declares the outputs of an action; each is a text. */
export function defineOutputs<const F extends OutputFields>(fields: F): F {
  assertNames(Object.keys(fields));
  return fields;
}

function assertNames(names: readonly string[]): void {
  const wrong = names.find((name) => !kebabCase.test(name));
  if (wrong !== undefined) throw new TypeError(`"${wrong}" is not kebab-case`);
}
