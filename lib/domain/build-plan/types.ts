import type { Config, ImageConfig } from '../config/index.ts';
import type { ImageLock, LockEntry } from '../image-lock/index.ts';

/** Why something is planned: what changed, or that all is. */
export type Cause = 'folder' | 'also' | 'entry' | 'new' | 'everything';

/** An image to build. */
export interface PlannedImage {
  readonly image: ImageConfig;
  readonly cause: Cause;
  /** A changed path, changed keys or a reason; text of a pull request. */
  readonly detail: string;
}

/** An upstream image to import. */
export interface PlannedImport {
  readonly entry: LockEntry;
  readonly cause: 'new' | 'entry' | 'everything';
  readonly detail: string;
}

/** What the repository says at one commit; a file that is absent or cannot be read is undefined, with the reason. */
export interface Sources {
  readonly config: Config | undefined;
  readonly lock: ImageLock | undefined;
}

/** What is compared with what. */
export type Comparison =
  | { readonly kind: 'everything'; readonly reason: string }
  | { readonly kind: 'range'; readonly base: Sources; readonly files: readonly string[] };

/** What has to be done, in the order of the files. */
export interface BuildPlan {
  readonly images: readonly PlannedImage[];
  readonly imports: readonly PlannedImport[];
  /** Names of images that are as they were. */
  readonly unchanged: readonly string[];
  /** Names of images that are no longer in the configuration. */
  readonly removed: readonly string[];
}
