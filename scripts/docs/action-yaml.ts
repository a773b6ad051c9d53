import { stringify } from 'yaml';
import type { ActionSource } from './action-source.ts';

/** The description, inputs and outputs of `action.yml`, in the order of the declaration. */
export function renderActionBlock({ description, inputs, outputs }: ActionSource): string {
  const block = {
    description,
    inputs: mapValues(inputs, ({ options }) => ({
      description: options.description,
      required: options.required === true,
      ...(options.default === undefined ? {} : { default: options.default }),
    })),
    outputs: mapValues(outputs, (output) => ({ description: output.description })),
  };
  // YAML 1.1 readers take on, yes and 1:30 for other things; the option quotes what they would misread.
  return stringify(block, { lineWidth: 110, singleQuote: true, compat: 'yaml-1.1' });
}

function mapValues<A, B>(
  record: Readonly<Record<string, A>>,
  change: (value: A) => B,
): Readonly<Record<string, B>> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]): [string, B] => [name, change(value)]),
  );
}
