import type { World } from '../../world/types.ts';
import type { Buildah } from './buildah/find.ts';
import type { Context } from './context.ts';
import type { Stages } from './dockerfile/stages.ts';
import type { Spool } from './files/spool.ts';
import type { StageState } from './stage-state.ts';
import type { BuildJob, PulledImage } from './types.ts';

/** All that belongs to one build. */
export interface Build {
  readonly world: World;
  readonly job: BuildJob;
  readonly spool: Spool;
  readonly context: Context;
  readonly plan: Stages;
  readonly escape: string;
  readonly buildah: Buildah;
}

/** A build under way: what was pulled, and the stages so far. */
export interface Progress {
  readonly stages: StageState[];
  readonly bases: PulledImage[];
  /** Values of ARG before the first FROM, and the platform's. */
  readonly globals: ReadonlyMap<string, string>;
  readonly used: Set<string>;
  step: number;
  readonly steps: number;
}
