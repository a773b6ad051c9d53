import { join } from 'node:path';
import type { Log } from '../../../lib/base/log.ts';
import { formatTime } from '../../../lib/base/time.ts';
import { parseDockerfile } from '../../../lib/domain/dockerfile/index.ts';
import { formatImageReference } from '../../../lib/domain/image/index.ts';
import type { PinnedImage } from '../../../lib/domain/image/index.ts';
import { listBaseDigests } from './bases.ts';
import type { BaseDigest } from './bases.ts';
import { beginRun } from './begin.ts';
import type { Begun } from './begin.ts';
import { cancelRunOnAbort } from './cancel.ts';
import { readGitContext } from './context/git-context.ts';
import { readLocalContext } from './context/local-context.ts';
import type { BuildContext } from './context/types.ts';
import { assertSucceeded } from './failure.ts';
import { followRun } from './follow.ts';
import type { FinishedRun } from './follow.ts';
import type { Inputs, Outputs } from './inputs.ts';
import { listArguments, planBuild } from './plan.ts';
import type { BuildPlan } from './plan.ts';
import type { Deps } from './ports.ts';
import { verifyImage } from './verify.ts';

/** Reads the context, finds or starts the image's run, follows it, and reads the image back by its digest. */
export async function run(inputs: Inputs, deps: Deps, log: Log): Promise<Outputs> {
  const plan = await log.group('Read the build context', () => readPlan(inputs, deps, log));
  const logPath = inputs.logFile ?? join(deps.tempFolder, `${plan.name}.log`);
  const { begun, finished } = await cancelRunOnAbort(plan.name, deps, log, async () => {
    const found = await log.group(describe(plan), () => beginRun(plan, deps, log));
    return { begun: found, finished: await followRun(found, { plan, logPath }, deps, log) };
  });
  assertSucceeded(finished, plan);
  const image = await log.group('Verify the image', () => verifyImage(finished.run, plan, deps, log));
  const bases = listBaseDigests(plan.dockerfile.baseImages, finished, log);
  log.info(`${formatImageReference(image)} ${begun.status}`);
  return toOutputs({ plan, begun, finished, image, bases, logPath });
}

async function readPlan(inputs: Inputs, deps: Deps, log: Log): Promise<BuildPlan> {
  const account = await deps.management.readAccount();
  const context = await readContext(inputs, deps, log);
  const buildArguments = new Map(listArguments(inputs).map(({ name, value }) => [name, value]));
  const { target } = inputs;
  const options = { buildArguments, ...(target === undefined ? {} : { target }) };
  const dockerfile = parseDockerfile(context.dockerfileText, options);
  log.info(`Context hash ${context.hash}`);
  return planBuild(inputs, account.loginServer.toLowerCase(), context, dockerfile);
}

function readContext({ context, dockerfile }: Inputs, deps: Deps, log: Log): Promise<BuildContext> {
  return context.kind === 'git'
    ? readGitContext(context, dockerfile, deps.git, log)
    : readLocalContext(context.path, dockerfile, deps.workspace, log);
}

function describe(plan: BuildPlan): string {
  return `Build ${plan.repository}:${plan.tag} on "${plan.agentPool}"`;
}

interface Result {
  readonly plan: BuildPlan;
  readonly begun: Begun;
  readonly finished: FinishedRun;
  readonly image: PinnedImage;
  readonly bases: readonly BaseDigest[];
  readonly logPath: string;
}

function toOutputs({ plan, begun, finished, image, bases, logPath }: Result): Outputs {
  const { run: ended } = finished;
  return {
    digest: image.digest,
    image: formatImageReference(image),
    status: begun.status,
    runId: ended.runId,
    logPath,
    baseDigests: JSON.stringify(bases),
    contextHash: plan.context.hash,
    commit: plan.context.kind === 'git' ? plan.context.commit : '',
    startedAt: renderTime(ended.startedAt),
    finishedAt: renderTime(ended.finishedAt),
  };
}

function renderTime(ms: number | undefined): string {
  return ms === undefined ? '' : formatTime(ms);
}
