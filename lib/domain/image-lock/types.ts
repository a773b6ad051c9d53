import type { YamlPlace, YamlProblem } from '../../base/yaml-document.ts';
import type { PinnedImage } from '../image/index.ts';

/** One upstream image that quarantine is to hold. */
export interface LockEntry {
  /** Host, repository and tag as upstream names them, and the locked digest. */
  readonly image: LockedImage;
  /** Why the image is needed, in the words of the file. */
  readonly reason: string;
  /** Repository in quarantine. */
  readonly target: string;
  /** `os/architecture[/variant]` that the image has to have. */
  readonly platforms: readonly string[];
  readonly place: LockPlace;
}

/** An upstream image by digest, with the tag that it was found under. */
export interface LockedImage extends PinnedImage {
  readonly tag: string;
}

/** Where something stands in the file. */
export type LockPlace = YamlPlace;

/** Something that is wrong with the file, or with one entry of it. */
export type LockProblem = YamlProblem;

/** The images that quarantine is to hold, in the order of the file. */
export interface ImageLock {
  readonly entries: readonly LockEntry[];
}
