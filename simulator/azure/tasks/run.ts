import type { EstateRegistry } from '../../estate/index.ts';
import type { World } from '../../world/types.ts';
import type { Blobs } from '../blob/index.ts';
import type { BuildJob, Builder, BuiltImage } from '../builder/index.ts';
import { BuildFailure } from '../builder/index.ts';
import type { Principal } from '../entra/types.ts';
import type { Registries } from '../registry/types.ts';
import type { RunAccess } from './access.ts';
import { LoginFailure, openAccess } from './access.ts';
import { printDependencies } from './dependencies.ts';
import { createImageSource } from './image-source.ts';
import type { RunLog } from './log.ts';
import { parseImageName, pushImage } from './push.ts';
import type { BuildRequest } from './request.ts';
import { timeoutLimits } from './request.ts';
import type { Source } from './source.ts';
import { openSource, SourceFailure } from './source.ts';
import type { GitSource, OutputImage } from './types.ts';

/** What a run needs of the world. */
export interface RunDeps {
  readonly world: World;
  readonly registries: Registries;
  readonly blobs: Blobs;
  readonly gitSource: GitSource;
  readonly builder: Builder;
}

/** One run on an agent. */
export interface AgentRun {
  readonly registry: EstateRegistry;
  readonly runId: string;
  readonly caller: Principal;
  readonly request: BuildRequest;
  readonly container: string;
  readonly log: RunLog;
  readonly signal: AbortSignal;
}

/** How a run ended. */
export type RunOutcome =
  | { readonly ok: true; readonly outputImages: readonly OutputImage[] }
  | { readonly ok: false; readonly error: string };

/**
 * Does what an agent does with a build: log in, fetch the source, build, push; everything goes to the log.
 * The hook `tasks:before-build` lies between fetching the source and building; a run that ends does not wait there.
 */
export async function executeRun(deps: RunDeps, run: AgentRun): Promise<RunOutcome> {
  try {
    const access = await login(deps, run);
    const source = await openSource({ ...deps, container: run.container }, run.request.sourceLocation);
    await deps.world.pause(400, run.signal);
    await reachPoint(deps, run, 'tasks:before-build');
    const built = await build(deps, run, { access, source });
    const outputImages = await push(deps, run, { access, built });
    printDependencies(run.log, { built, source, outputImages });
    return { ok: true, outputImages };
  } catch (error) {
    run.signal.throwIfAborted();
    return { ok: false, error: explain(run.log, error) };
  }
}

async function reachPoint({ world }: RunDeps, { signal }: AgentRun, point: string): Promise<void> {
  const ended = new Promise((resolve) => {
    signal.addEventListener('abort', resolve, { once: true });
  });
  await Promise.race([world.hooks.reach(point), ended]);
  signal.throwIfAborted();
}

async function login(deps: RunDeps, run: AgentRun): Promise<RunAccess> {
  const { log } = run;
  log.note(`Using acb_vol_${run.runId} as the home volume`);
  log.note('Setting up Docker configuration...');
  await deps.world.pause(300, run.signal);
  log.note('Successfully set up Docker configuration');
  const access = await openAccess(deps.registries, run.registry, run);
  for (const host of access.logins) {
    log.note(`Logging in to registry: ${host}`);
    log.note(`Successfully logged into ${host}`);
  }
  return access;
}

async function build(
  deps: RunDeps,
  run: AgentRun,
  on: { readonly access: RunAccess; readonly source: Source },
): Promise<BuiltImage> {
  const { log, request } = run;
  const timeout = request.timeout ?? timeoutLimits.default;
  log.note(
    `Executing step ID: build. Timeout(sec): ${timeout}, Working directory: '${on.source.folder}', Network: ''`,
  );
  log.note('Scanning for dependencies...');
  log.note('Successfully scanned dependencies');
  log.note('Launching container with name: build');
  const job: BuildJob = {
    context: on.source.read,
    folder: on.source.folder,
    dockerfile: request.dockerFilePath,
    ...(request.target ? { target: request.target } : {}),
    arguments: new Map((request.arguments ?? []).map(({ name, value }) => [name, value])),
    platform: toPlatform(request.platform),
    images: createImageSource(deps.world, deps.registries, on.access),
    print: log.print,
    signal: run.signal,
  };
  const built = await deps.builder.build(job);
  for (const name of request.imageNames ?? []) log.print(`Successfully tagged ${renderName(run, name)}`);
  log.note('Successfully executed container: build');
  await log.written();
  return built;
}

async function push(
  deps: RunDeps,
  run: AgentRun,
  on: { readonly access: RunAccess; readonly built: BuiltImage },
): Promise<readonly OutputImage[]> {
  const { log, request, registry } = run;
  const names = request.imageNames ?? [];
  if (request.isPushEnabled === false || names.length === 0) return [];
  const store = deps.registries.find(registry.loginServer);
  if (store === undefined) throw new Error(`no registry store for ${registry.loginServer}`);
  log.note(`Executing step ID: push. Timeout(sec): 3600, Working directory: '', Network: ''`);
  const outputs: OutputImage[] = [];
  for (const name of names) {
    const image = parseImageName(name, registry.loginServer, run.runId);
    log.note(`Pushing image: ${renderName(run, name)}, attempt 1`);
    await deps.world.pause(300, run.signal);
    outputs.push(await pushImage({ store, access: on.access, print: log.print }, image, on.built));
    log.note(`Successfully pushed image: ${renderName(run, name)}`);
  }
  log.note('Step ID: build marked as successful (elapsed time in seconds: 1.0)');
  log.note('Populating digests for step ID: build...');
  log.note('Successfully populated digests for step ID: build');
  log.note('Step ID: push marked as successful (elapsed time in seconds: 1.0)');
  return outputs;
}

function explain(log: RunLog, error: unknown): string {
  if (error instanceof LoginFailure) {
    const reason = `failed to set docker credentials: Error response from daemon: Get "https://${error.host}/v2/": unauthorized: authentication required, visit https://aka.ms/acr/authorization for more information.`;
    log.note(`Logging in to registry: ${error.host}`);
    return `failed to login, ran out of retries: ${reason}`;
  }
  if (error instanceof SourceFailure) {
    log.note(error.message);
    return 'failed during run, err: exit status 1';
  }
  if (error instanceof BuildFailure) {
    log.print(error.message);
    log.note('Container failed during run: build. No retries remaining.');
    log.print('failed to run step ID: build: exit status 1');
    return 'failed during run, err: exit status 1';
  }
  throw error;
}

function toPlatform(platform: BuildRequest['platform']) {
  return {
    os: platform.os.toLowerCase(),
    architecture: (platform.architecture ?? 'amd64').toLowerCase(),
    ...(platform.variant ? { variant: platform.variant } : {}),
  };
}

function renderName(run: AgentRun, name: string): string {
  const image = parseImageName(name, run.registry.loginServer, run.runId);
  return `${image.registry}/${image.repository}:${image.tag}`;
}
