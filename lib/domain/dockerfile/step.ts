/** A line with which Docker's classic builder opens an instruction: `Step 3/7 : COPY . /app`. */
export interface StepTitle {
  readonly number: number;
  readonly total: number;
  readonly instruction: string;
}

/** The step that a line of a build log opens, undefined for every other line. */
export function findStepTitle(line: string): StepTitle | undefined {
  const [, number, total, instruction = ''] = /^Step (\d{1,5})\/(\d{1,5}) : (.*)$/.exec(line) ?? [];
  if (number === undefined || total === undefined) return undefined;
  return { number: Number(number), total: Number(total), instruction };
}
