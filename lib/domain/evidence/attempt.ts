import { CodedError, readEntry } from '../../base/errors/index.ts';
import type { EnvironmentPolicy, FactName, FactProblem } from '../gate/index.ts';
import type { RefusedStatement } from './types.ts';

/** What is kept while evidence is gathered. */
export interface Search {
  /** Undefined when the policy cannot be used; then nothing passes whatever is found. */
  readonly environment: EnvironmentPolicy | undefined;
  readonly problems: FactProblem[];
  readonly refused: RefusedStatement[];
  note(line: string): void;
}

/** Looks for a fact; what cannot be had stays unknown, and is a problem where the policy requires it. */
export async function attempt<T>(
  name: FactName,
  { environment, problems, note }: Search,
  work: () => Promise<T | undefined>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    note(`${name}: ${error.code}: ${error.message}`);
    const { code, subject, reason, remedy: clears } = error;
    const detail = `${subject}: ${reason}`;
    if (environment?.requires.has(name) === true) problems.push({ name, code, detail, clears });
    return undefined;
  }
}

/** Keeps refused statements; they are why a fact is unknown when no other statement held. */
export function keepRefused(
  name: string,
  { problems, refused, note }: Search,
  found: { readonly refused: readonly RefusedStatement[]; readonly isMissing: boolean },
): void {
  refused.push(...found.refused);
  for (const { code, reason, manifestDigest } of found.refused) {
    note(`${name}: ${code}: ${manifestDigest}: ${reason}`);
    const clears = readEntry(code).remedy;
    if (found.isMissing) problems.push({ name, code, detail: `${manifestDigest}: ${reason}`, clears });
  }
}
