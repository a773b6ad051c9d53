import { formatImageReference } from '../image/index.ts';
import type { PlannedImage, PlannedImport } from './types.ts';

/**
 * The most jobs that one matrix makes
 * (https://docs.github.com/en/actions/reference/limits, "Job matrix").
 */
export const maxMatrixJobs = 256;

/** A job of the matrix of builds; `platform` is empty where the file names none. */
export interface BuildJob {
  readonly name: string;
  readonly folder: string;
  readonly dockerfile: string;
  readonly repository: string;
  readonly platform: string;
  readonly cause: PlannedImage['cause'];
}

/** An import of the lock file. */
export interface ImportJob {
  readonly reference: string;
  readonly digest: string;
  /** Of the reference; the tag to have in live. */
  readonly tag: string;
  readonly target: string;
  readonly cause: PlannedImport['cause'];
}

/** A part of the builds that fits into one matrix. */
export interface Shard {
  readonly shard: number;
  readonly images: readonly BuildJob[];
}

/** The planned images as jobs; what changed stays out of it, because it is text of a pull request. */
export function buildJobs(images: readonly PlannedImage[]): readonly BuildJob[] {
  return images.map(({ image, cause }) => {
    const { name, folder, dockerfile, repository, platform = '' } = image;
    return { name, folder, dockerfile, repository, platform, cause };
  });
}

/** The jobs in parts of at most `size`, in their order; none for no job. */
export function shardJobs(jobs: readonly BuildJob[], size: number): readonly Shard[] {
  return Array.from({ length: Math.ceil(jobs.length / size) }, (_, shard) => ({
    shard,
    images: jobs.slice(shard * size, (shard + 1) * size),
  }));
}

/** The planned imports. */
export function buildImports(imports: readonly PlannedImport[]): readonly ImportJob[] {
  return imports.map(({ entry, cause }) => {
    const { registry, repository, tag, digest } = entry.image;
    const reference = formatImageReference({ registry, repository, tag });
    return { reference, digest, tag, target: entry.target, cause };
  });
}
