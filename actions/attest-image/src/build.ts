import { UserError } from '../../../lib/base/errors/index.ts';
import { formatTime } from '../../../lib/base/time.ts';
import type { Run } from '../../../lib/clients/tasks/index.ts';
import type { PinnedImage } from '../../../lib/domain/image/index.ts';
import { buildProvenance, statementKinds } from '../../../lib/domain/statement/index.ts';
import type { Draft } from './draft.ts';
import type { Inputs } from './inputs.ts';
import { nameBuilder, nameRun } from './job.ts';
import type { Deps } from './ports.ts';

/** The provenance of a build. What ACR can tell is taken from ACR, not from the step before. */
export async function draftProvenance(inputs: Inputs, image: PinnedImage, deps: Deps): Promise<Draft> {
  const { runId = '', contextHash, baseDigests } = inputs;
  const { job } = deps;
  if (contextHash === undefined || baseDigests === undefined) throw untrue(runId, 'inputs are missing');
  if (inputs.commit !== undefined && inputs.commit !== job.sha)
    throw untrue(runId, `its context is of commit ${inputs.commit}, this run is of ${job.sha}`);
  const times = readTimes(await readRun(runId, image, deps), inputs);
  const predicate = buildProvenance({
    builder: nameBuilder(job),
    repository: `${job.serverUrl}/${job.repository}`,
    ...{ ref: job.ref, commit: job.sha, contextHash },
    bases: baseDigests.images,
    run: nameRun(job),
    registryRun: `${inputs.quarantineRegistry.id}/runs/${runId}`,
    ...times,
  });
  const subject = { name: `${image.registry}/${image.repository}`, digest: image.digest };
  const { predicateType } = statementKinds.provenance;
  return { kind: 'provenance', build: () => ({ subject, predicateType, predicate }) };
}

async function readRun(runId: string, image: PinnedImage, { tasks }: Deps): Promise<Run> {
  const run = await tasks.findRun(runId);
  if (run === undefined) throw untrue(runId, 'the registry has no such run');
  if (run.status !== 'Succeeded') throw untrue(runId, `it ended as ${run.status}`);
  const isMade = run.outputImages.some(
    ({ repository, digest }) => repository === image.repository && digest === image.digest,
  );
  if (isMade) return run;
  throw untrue(runId, `it did not push ${image.repository}@${image.digest}`);
}

function readTimes(run: Run, inputs: Inputs): { readonly startedAt: string; readonly finishedAt: string } {
  return {
    startedAt: chooseTime(run, 'start', run.startedAt, inputs.startedAt),
    finishedAt: chooseTime(run, 'end', run.finishedAt, inputs.finishedAt),
  };
}

function chooseTime(run: Run, what: string, known: number | undefined, given: string | undefined): string {
  const time = known === undefined ? given : formatTime(known);
  if (time === undefined) throw untrue(run.runId, `neither ACR nor the inputs tell its ${what}`);
  if (given !== undefined && given !== time) throw untrue(run.runId, `its ${what} was ${time}, not ${given}`);
  return time;
}

function untrue(runId: string, reason: string): UserError {
  return new UserError('STATEMENT_FACTS_UNTRUE', { subject: `run ${runId}`, reason });
}
