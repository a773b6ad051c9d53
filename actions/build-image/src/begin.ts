import { ExternalError } from '../../../lib/base/errors/index.ts';
import type { Log } from '../../../lib/base/log.ts';
import { isFinished } from '../../../lib/clients/tasks/index.ts';
import type { BuildRequest, OutputImage, Run, TaskRun } from '../../../lib/clients/tasks/types.ts';
import { isAzureRegistry, shortenDigest } from '../../../lib/domain/image/index.ts';
import type { BuildPlan } from './plan.ts';
import { assertPoolReady } from './pool.ts';
import type { Deps } from './ports.ts';

/** The run to follow, and how it came about. */
export interface Begun {
  readonly run: Run;
  readonly status: 'built' | 'attached' | 'reused';
}

// The user name that goes with a refresh token of ACR
// (https://learn.microsoft.com/azure/container-registry/container-registry-authentication#individual-login-with-microsoft-entra-id).
const tokenUser = '00000000-0000-0000-0000-000000000000';

const runAppearsMs = 60_000;
const lookAgainMs = 1_000;

/** Finds this image's own live or finished run, or starts one; there is never a second live run of one image. */
export async function beginRun(plan: BuildPlan, deps: Deps, log: Log): Promise<Begun> {
  const earlier = await findEarlier(plan, deps);
  if (earlier !== undefined && !isFinished(earlier.status)) {
    log.info(`Run ${earlier.runId} builds the same image already (${earlier.status}): following it`);
    return { run: earlier, status: 'attached' };
  }
  if (earlier !== undefined && (await isReusable(earlier, plan, deps))) {
    log.info(`Run ${earlier.runId} has built the same image, and it is still under the tag "${plan.tag}"`);
    return { run: earlier, status: 'reused' };
  }
  if (earlier !== undefined) log.info(`Run ${earlier.runId} ended as ${earlier.status}: building again`);
  return startRun(plan, earlier, deps, log);
}

async function findEarlier(plan: BuildPlan, deps: Deps): Promise<Run | undefined> {
  const taskRun = await deps.tasks.findTaskRun(plan.name);
  if (taskRun?.run === undefined) return undefined;
  return (await deps.tasks.findRun(taskRun.run.runId)) ?? taskRun.run;
}

async function isReusable(run: Run, plan: BuildPlan, deps: Deps): Promise<boolean> {
  const output = findOutputImage(run, plan);
  if (run.status !== 'Succeeded' || output === undefined) return false;
  const registry = deps.registry(plan.loginServer);
  if ((await registry.findDigest(plan.repository, plan.tag)) !== output.digest) return false;
  return (await registry.findManifest(plan.repository, output.digest)) !== undefined;
}

/** The image that a run says it pushed under the tag of the plan. */
export function findOutputImage(run: Run, plan: BuildPlan): OutputImage | undefined {
  return run.outputImages.find(
    ({ registry, repository, tag }) =>
      registry.toLowerCase() === plan.loginServer.toLowerCase() &&
      repository === plan.repository &&
      tag === plan.tag,
  );
}

async function startRun(plan: BuildPlan, earlier: Run | undefined, deps: Deps, log: Log): Promise<Begun> {
  await assertPoolReady(deps.tasks, plan.agentPool, log);
  const logins = await readLogins(plan, deps, log);
  const sourceLocation = await sendContext(plan, deps, log);
  deps.signal.throwIfAborted();
  const request = toRequest(plan, sourceLocation, logins);
  // Derived from the run before it, so that two jobs that start at once ask for one and the same run.
  const forceUpdateTag = earlier === undefined ? 'first' : `after-${earlier.runId}`;
  const taskRun = await deps.tasks.startTaskRun(plan.name, request, forceUpdateTag);
  const run = await awaitRun(plan, taskRun, deps);
  log.info(`Run ${run.runId} of task run ${plan.name} is ${run.status}`);
  return { run, status: 'built' };
}

async function readLogins(plan: BuildPlan, deps: Deps, log: Log): Promise<BuildRequest['logins']> {
  const hosts = plan.dockerfile.baseImages.map(({ reference }) => reference.registry);
  const others = new Set(
    hosts.filter((host) => isAzureRegistry(host) && host !== plan.loginServer.toLowerCase()),
  );
  const logins = new Map<string, { readonly username: string; readonly password: string }>();
  for (const host of others) {
    const password = await deps.registry(host).readRefreshToken();
    log.mask(password);
    log.info(`${host}: the run may pull base images with the rights of this identity, for about three hours`);
    logins.set(host, { username: tokenUser, password });
  }
  return logins;
}

async function sendContext({ context }: BuildPlan, deps: Deps, log: Log): Promise<string> {
  if (context.kind === 'git') return context.location;
  const { uploadUrl, relativePath } = await deps.tasks.createUpload();
  const begunAt = deps.clock.now();
  await deps.blobs.upload(uploadUrl, context.open(), deps.signal);
  log.info(`Context ${shortenDigest(context.hash)} uploaded in ${Math.round(deps.clock.now() - begunAt)} ms`);
  return relativePath;
}

function toRequest(plan: BuildPlan, sourceLocation: string, logins: BuildRequest['logins']): BuildRequest {
  return {
    sourceLocation,
    imageNames: [`${plan.repository}:${plan.tag}`],
    dockerfile: plan.context.dockerfilePath,
    ...(plan.target === undefined ? {} : { target: plan.target }),
    arguments: plan.arguments,
    platform: plan.platform,
    agentPool: plan.agentPool,
    timeoutSeconds: Math.ceil(plan.timeoutMs / 1000),
    logins,
  };
}

async function awaitRun(plan: BuildPlan, first: TaskRun, deps: Deps): Promise<Run> {
  const deadline = deps.clock.now() + runAppearsMs;
  let taskRun: TaskRun | undefined = first;
  while (taskRun?.run === undefined && deps.clock.now() < deadline) {
    await deps.clock.sleep(lookAgainMs, deps.signal);
    taskRun = await deps.tasks.findTaskRun(plan.name);
  }
  if (taskRun?.run !== undefined) return taskRun.run;
  throw new ExternalError('TASKS_RUN_LOST', {
    system: 'ACR Tasks',
    operation: 'PUT taskRuns',
    subject: plan.name,
    reason: 'the task run was accepted and has no run',
  });
}
