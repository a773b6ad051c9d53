import type { YamlPlace } from '../../base/yaml-document.ts';
import type { TrustedKeys } from '../statement/index.ts';

/** An image that is built from the repository. */
export interface ImageConfig {
  readonly name: string;
  /** The build context, relative to the root; `.` is the root. */
  readonly folder: string;
  /** Relative to `folder`. */
  readonly dockerfile: string;
  /** In quarantine and live. */
  readonly repository: string;
  readonly platform?: string;
  /** Other folders and files whose change rebuilds it. */
  readonly also: readonly string[];
  /** Where its entry stands in the file. */
  readonly place: YamlPlace;
}

/** A repository and tag of quarantine. */
export interface SnapshotSource {
  readonly repository: string;
  readonly tag: string;
}

/** What the gate looks up, kept in quarantine. */
export interface Snapshots {
  readonly kev: SnapshotSource;
  readonly epss: SnapshotSource;
  readonly database: SnapshotSource;
}

/** `lazaret.yaml`, checked. */
export interface Config {
  readonly images: readonly ImageConfig[];
  /** The lock file of upstream images; nothing is imported without one. */
  readonly lock?: string;
  readonly policy: string;
  readonly vex: readonly string[];
  readonly snapshots: Snapshots;
  /** By hint; empty when the file names none. */
  readonly keys: TrustedKeys;
}
