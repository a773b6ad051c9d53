import type { Decision, Input } from '../gate/index.ts';
import { parseDigest } from '../image/index.ts';
import type { SummaryInput } from '../statement/index.ts';

/** What a verdict says that it stands on: every input of the decision, by kind, name and digest. */
export function summariseInputs({ inputs }: Pick<Decision, 'inputs'>): readonly SummaryInput[] {
  return inputs.map((input) => ({ name: nameInput(input), digest: parseDigest(input.digest) }));
}

/** `policy gate.yaml`; the kind alone where the name says no more. */
export function nameInput({ kind, name }: Input): string {
  return kind === name ? kind : `${kind} ${name}`;
}
