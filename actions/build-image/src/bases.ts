import { ExternalError } from '../../../lib/base/errors/index.ts';
import type { Log } from '../../../lib/base/log.ts';
import { findDependencies } from '../../../lib/domain/dockerfile/index.ts';
import type { BaseImage, Dependency } from '../../../lib/domain/dockerfile/index.ts';
import type { Digest } from '../../../lib/domain/image/index.ts';
import type { FinishedRun } from './follow.ts';

/** A base image and what it was at the time of the build. */
export interface BaseDigest {
  readonly image: string;
  readonly digest: Digest | 'unknown';
}

/**
 * The digests of the base images. A digest in FROM is proof by itself, since Docker pulls by it; the run's own
 * report must not contradict it (TASKS_BASE_MISMATCH). For an image without one the report is the only witness:
 * where it is missing or was cut off the digest is `unknown`, which is said aloud and which the gate does not pass.
 */
export function listBaseDigests(
  images: readonly BaseImage[],
  finished: FinishedRun,
  log: Log,
): readonly BaseDigest[] {
  // A log that was not read to its end may end in lines that the build itself printed to look like a report.
  const report = finished.isLogComplete ? findDependencies(finished.lastLines) : undefined;
  const bases = images.map((image) => ({
    image: image.text,
    digest: judge(image, report, finished.run.runId),
  }));
  for (const { image } of bases.filter(({ digest }) => digest === 'unknown')) {
    log.warning(
      `The digest of the base image "${image}" is unknown: pin it in the Dockerfile with @sha256:…`,
    );
  }
  return bases;
}

function judge(
  image: BaseImage,
  report: readonly Dependency[] | undefined,
  runId: string,
): Digest | 'unknown' {
  const reported = (report ?? []).filter(
    ({ registry, repository }) =>
      registry === image.reference.registry && repository === image.reference.repository,
  );
  const pinned = image.reference.digest;
  if (pinned === undefined) return findByTag(image, reported);
  if (reported.length === 0 || reported.some(({ digest }) => digest === pinned)) return pinned;
  throw new ExternalError('TASKS_BASE_MISMATCH', {
    system: 'ACR Tasks',
    operation: 'report of dependencies',
    subject: image.text,
    reason: `run ${runId} reports ${reported.map(({ digest }) => digest).join(', ')}`,
  });
}

function findByTag(image: BaseImage, reported: readonly Dependency[]): Digest | 'unknown' {
  const tag = image.reference.tag ?? 'latest';
  const digests = new Set(reported.filter((one) => one.tag === tag).map(({ digest }) => digest));
  const [only] = digests;
  return digests.size === 1 && only !== undefined ? only : 'unknown';
}
