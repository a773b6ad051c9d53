import type { ImageReference } from '../image/index.ts';

/** An image that a build pulls. */
export interface BaseImage {
  readonly reference: ImageReference;
  /** As the Dockerfile names it, arguments filled in. */
  readonly text: string;
  /** 1-based line of the first instruction that names it. */
  readonly line: number;
}

/** One instruction, which the classic builder logs as `Step n/m`. */
export interface DockerfileStep {
  /** 1-based. */
  readonly line: number;
  /** FROM, RUN, … in upper case. */
  readonly keyword: string;
}

/** What a build needs to know of a Dockerfile before it is sent. */
export interface Dockerfile {
  /** Every image that FROM or COPY --from pulls, each once, in the order of the file. */
  readonly baseImages: readonly BaseImage[];
  /** Names after AS, in lower case. */
  readonly stages: readonly string[];
  readonly steps: readonly DockerfileStep[];
  /** The frontend of a `# syntax=` line; Docker's classic builder takes it for a comment. */
  readonly syntax?: string;
}
