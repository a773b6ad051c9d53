import { InputProblem } from './input-problem.ts';

const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const durationForm = /^(?:\d+[smhd])+$/;

/** The shortest and longest time that an input accepts. */
export interface DurationBounds {
  readonly min?: string;
  readonly max?: string;
}

/** `1h30m` → 5,400,000 milliseconds. Throws InputProblem for any other form. */
export function parseDuration(text: string): number {
  if (!durationForm.test(text)) {
    throw new InputProblem(`"${text}" is not a duration`, 'e.g. `90s`, `15m` or `1h30m`');
  }
  const parts = [...text.matchAll(/(\d+)([smhd])/g)];
  const ms = parts.reduce((sum, [, count, unit]) => sum + Number(count) * (unitMs[unit ?? ''] ?? 0), 0);
  if (!Number.isSafeInteger(ms)) throw new InputProblem(`"${text}" is too long`, 'a shorter duration');
  return ms;
}

/** {@link parseDuration} within bounds, which are part of the message. */
export function parseBoundedDuration(text: string, bounds: DurationBounds): number {
  const ms = parseDuration(text);
  if (bounds.min !== undefined && ms < parseDuration(bounds.min)) {
    throw new InputProblem(`"${text}" is too short`, `at least \`${bounds.min}\``);
  }
  if (bounds.max !== undefined && ms > parseDuration(bounds.max)) {
    throw new InputProblem(`"${text}" is too long`, `at most \`${bounds.max}\``);
  }
  return ms;
}
