import { CodedError, UserError } from '../../../lib/base/errors/index.ts';
import type { Sources } from '../../../lib/domain/build-plan/index.ts';
import { parseConfig } from '../../../lib/domain/config/index.ts';
import type { Config } from '../../../lib/domain/config/index.ts';
import { parseImageLock } from '../../../lib/domain/image-lock/index.ts';
import type { ImageLock } from '../../../lib/domain/image-lock/index.ts';
import type { Checkout } from '../../../lib/tools/git/index.ts';

/** The configuration of a commit, with its file and its lock file. */
export interface HeadSources {
  readonly file: string;
  readonly text: string;
  readonly config: Config;
  /** Undefined where the configuration names none, or the file is not there: {@link assertFiles} tells. */
  readonly lock: ImageLock | undefined;
}

/** Reads the commit's own files, not the work tree's, which a step before may have changed. Throws CONFIG_MISSING. */
export async function readSources(checkout: Checkout, head: string, file: string): Promise<HeadSources> {
  const text = await checkout.findText(head, file);
  if (text === undefined)
    throw new UserError('CONFIG_MISSING', { subject: file, reason: `not in the commit ${head}` });
  const config = parseConfig(text, file);
  return { file, text, config, lock: await findLock(checkout, head, config) };
}

/** The base's files as far as they can be used; what a base lacks makes everything planned that depends on it. */
export async function findSources(checkout: Checkout, base: string, file: string): Promise<Sources> {
  const text = await checkout.findText(base, file);
  const config = text === undefined ? undefined : tolerate(() => parseConfig(text, file));
  if (config === undefined) return { config, lock: undefined };
  const lock = config.lock === undefined ? undefined : await checkout.findText(base, config.lock);
  return { config, lock: lock === undefined ? undefined : tolerate(() => parseImageLock(lock, file)) };
}

async function findLock(
  checkout: Checkout,
  commit: string,
  { lock }: Config,
): Promise<ImageLock | undefined> {
  const text = lock === undefined ? undefined : await checkout.findText(commit, lock);
  return text === undefined || lock === undefined ? undefined : parseImageLock(text, lock);
}

function tolerate<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    assertUnusable(error);
    return undefined;
  }
}

// The base is history: what is wrong with it cannot be mended by the change that is looked at.
function assertUnusable(error: unknown): void {
  const isUnusable =
    error instanceof CodedError && ['CONFIG_INVALID', 'IMPORT_LOCK_INVALID'].includes(error.code);
  if (!isUnusable) throw error;
}
