import { UserError } from '../../../lib/base/errors/index.ts';
import type { LogPlace } from '../../../lib/base/log.ts';
import { buildQuarantineRepository, parseImageLock } from '../../../lib/domain/image-lock/index.ts';
import type { PinnedImage } from '../../../lib/domain/image/index.ts';
import type { Inputs } from './inputs.ts';
import type { Deps } from './ports.ts';

/** One image to bring into quarantine. */
export interface Order {
  readonly image: PinnedImage;
  readonly repository: string;
  /** Why it is needed; empty where nobody said. */
  readonly reason: string;
  readonly platforms: readonly string[];
  /** Whether the tag in quarantine follows this digest. */
  readonly isTagUpdated: boolean;
  /** The line of the lock file. */
  readonly place?: LogPlace;
}

/** What is to be imported: the image, or every entry of the lock file; all that is wrong with it at once. */
export async function readOrders(inputs: Inputs, deps: Deps): Promise<readonly Order[]> {
  if (inputs.lockFile !== undefined) return readLockOrders(inputs.lockFile, deps);
  const { image } = inputs;
  if (image === undefined) {
    throw new UserError('INPUT_INVALID', { subject: 'import-image', reason: 'neither image nor lock-file' });
  }
  const repository = inputs.repository ?? buildQuarantineRepository(image);
  return [{ image, repository, reason: '', platforms: [], isTagUpdated: inputs.updateTag }];
}

async function readLockOrders(path: string, deps: Deps): Promise<readonly Order[]> {
  const { file, text } = await deps.readLock(path);
  return parseImageLock(text, file).entries.map(({ image, target, reason, platforms, place }) => ({
    ...{ image, repository: target, reason, platforms, isTagUpdated: false },
    place: { file, startLine: place.line },
  }));
}
