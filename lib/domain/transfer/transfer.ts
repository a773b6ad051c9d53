import { CodedError } from '../../base/errors/index.ts';

/** What is not yet where it should be. */
export interface Missing {
  readonly isContentMissing: boolean;
  readonly tags: readonly string[];
}

/** How a transfer looks at its target and acts on it. */
export interface TransferSteps {
  /** Reads the target; throws when a wanted tag belongs to another image. */
  readMissing(): Promise<Missing>;
  /** Starts one import that sets the given tags, and follows it to its end. */
  start(tags: readonly string[]): Promise<void>;
  sleep(ms: number): Promise<void>;
}

/** How a transfer ended; `incomplete` when something is absent after the last attempt. */
export type TransferResult = 'present' | 'transferred' | 'incomplete';

const maxStarts = 3;
// How long an import whose reply was lost is watched before it is repeated: ARM answers polls every 2 s or later.
const watchDelaysMs = [1000, 2000, 4000, 8000, 15_000];

/**
 * Imports what is missing and nothing else. After a lost reply, or when another process was faster,
 * the target is read back first, and only what is still absent is imported again.
 */
export async function transfer(steps: TransferSteps): Promise<TransferResult> {
  for (let starts = 0; starts < maxStarts; starts += 1) {
    const missing = await steps.readMissing();
    if (isNothing(missing)) return starts === 0 ? 'present' : 'transferred';
    await startOnce(steps, missing);
  }
  return isNothing(await steps.readMissing()) ? 'transferred' : 'incomplete';
}

async function startOnce(steps: TransferSteps, missing: Missing): Promise<void> {
  try {
    await steps.start(missing.tags);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    if (error.code === 'IMPORT_OUTCOME_UNKNOWN') return watch(steps);
    // NoForce found a tag that was not there before: the next look tells whose it is.
    if (error.code === 'IMPORT_TAG_EXISTS') return;
    // A process that was faster may have brought and locked all of it between the import's check and its copy.
    if (!isNothing(await steps.readMissing())) throw error;
  }
}

async function watch(steps: TransferSteps): Promise<void> {
  for (const delay of watchDelaysMs) {
    if (isNothing(await steps.readMissing())) return;
    await steps.sleep(delay);
  }
}

function isNothing(missing: Missing): boolean {
  return !missing.isContentMissing && missing.tags.length === 0;
}
