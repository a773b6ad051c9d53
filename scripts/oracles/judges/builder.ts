import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench } from '../bench/bench.ts';
import { writeFiles } from '../bench/files.ts';
import { fillRegistries } from '../bench/world.ts';
import { buildOurs } from '../builder/ours.ts';
import { samples } from '../builder/samples.ts';
import type { Sample } from '../builder/samples.ts';
import { buildTheirs } from '../builder/theirs.ts';
import { fromDebian } from '../programs/programs.ts';
import type { Case, Judge } from '../types.ts';

/** The built-in builder beside buildah: settings, and the files of all layers laid over each other. */
export const judge: Judge = {
  floor: 'Builder',
  name: 'buildah bud',
  program: fromDebian({ name: 'buildah', package: 'buildah', needsRoot: true }),
  prepare: fillRegistries,
  cases: samples.map(toCase),
};

function toCase(sample: Sample): Case {
  return {
    name: sample.name,
    ...(sample.known === undefined ? {} : { known: sample.known }),
    run: (bench) => compare(bench, sample),
  };
}

async function compare(bench: Bench, sample: Sample): Promise<void> {
  const context = join(bench.folder, 'context');
  await rm(context, { recursive: true, force: true });
  await writeFiles(context, { ...sample.files, Dockerfile: sample.dockerfile });
  const ours = buildOurs(bench, sample, context);
  if (sample.isRefused === true) {
    await assert.rejects(ours);
    await assert.rejects(buildTheirs(bench, sample, context));
    return;
  }
  assert.deepEqual(await ours, await buildTheirs(bench, sample, context));
}
