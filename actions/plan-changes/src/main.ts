import type { Log } from '../../../lib/base/log.ts';
import { planBuilds } from '../../../lib/domain/build-plan/index.ts';
import type { BuildPlan, Comparison } from '../../../lib/domain/build-plan/index.ts';
import { assertFiles } from './assert-files.ts';
import type { Inputs, Outputs } from './inputs.ts';
import { buildOutputs } from './outputs.ts';
import type { Deps } from './ports.ts';
import { findRange } from './range.ts';
import type { Range } from './range.ts';
import { findSources, readSources } from './sources.ts';

/** Compares the checked-out commit with the base of the event, and says what has to be built and imported. */
export async function run(inputs: Inputs, deps: Deps, log: Log): Promise<Outputs> {
  const head = await deps.checkout.readHead();
  const sources = await readSources(deps.checkout, head, inputs.config);
  await assertFiles(deps.checkout, { head, ...sources });
  const range = await findRange(inputs, deps, head);
  const comparison = await log.group('Compare with the base', () =>
    compare(inputs, deps, { head, range, log }),
  );
  const plan = planBuilds(sources.config, sources.lock, comparison);
  await log.group('Plan', () => tell(plan, log));
  return buildOutputs(plan, { head, range, shardSize: inputs.shardSize });
}

async function compare(
  inputs: Inputs,
  { checkout }: Deps,
  { head, range, log }: { readonly head: string; readonly range: Range; readonly log: Log },
): Promise<Comparison> {
  log.info(range.reason);
  if (range.kind === 'everything') return range;
  const files = await checkout.listChangedFiles(range.base, head);
  log.info(`${files.length} files are not the same`);
  return { kind: 'range', base: await findSources(checkout, range.base, inputs.config), files };
}

async function tell({ images, imports, removed }: BuildPlan, log: Log): Promise<void> {
  for (const { image, cause, detail } of images) log.info(`build ${image.name}: ${cause} (${detail})`);
  for (const { entry, cause, detail } of imports)
    log.info(`import ${entry.image.repository}: ${cause} (${detail})`);
  for (const name of removed) log.info(`${name} is no longer built`);
}
