import type { LayerFile } from './tar.ts';

/** The platforms that every image of the catalogue has. */
export const architectures = ['amd64', 'arm64'] as const;

export type Architecture = (typeof architectures)[number];

/** A layer of an image: what made it, and its files. */
export interface LayerSpec {
  readonly createdBy: string;
  readonly files: readonly LayerFile[];
}

/** The `config` of an image configuration (image-spec 1.1, config.md). */
export interface ConfigSpec {
  readonly Env?: readonly string[];
  readonly Entrypoint?: readonly string[];
  readonly Cmd?: readonly string[];
  readonly User?: string;
  readonly WorkingDir?: string;
  readonly Labels?: Readonly<Record<string, string>>;
}

/** An image of the catalogue, made by data. */
export interface ImageSpec {
  /** Host as in references, e.g. `docker.io`. */
  readonly registry: string;
  readonly repository: string;
  readonly tags: readonly [string, ...string[]];
  /** RFC 3339; every time in the image is this one. */
  readonly created: string;
  /** Why a cluster or a build needs it. */
  readonly reason: string;
  readonly config: ConfigSpec;
  readonly layers: (architecture: Architecture) => readonly LayerSpec[];
}
