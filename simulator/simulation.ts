import { mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { createArm } from './azure/arm/index.ts';
import { createBlobs } from './azure/blob/index.ts';
import { createEntra } from './azure/entra/index.ts';
import type { Entra } from './azure/entra/index.ts';
import { createImports } from './azure/import/index.ts';
import type { Imports } from './azure/import/index.ts';
import { createKeyVault } from './azure/keyvault/index.ts';
import type { KeyVault } from './azure/keyvault/index.ts';
import { createAuthorizer } from './azure/rbac/index.ts';
import type { RoleAssignments } from './azure/rbac/index.ts';
import { createRegistries } from './azure/registry/index.ts';
import type { RegistryWorld } from './azure/registry/index.ts';
import { createTasks } from './azure/tasks/index.ts';
import type { Tasks } from './azure/tasks/index.ts';
import { createRoutes, startGateway } from './gateway/index.ts';
import type { FaultTap, Gateway, GatewayOptions, RequestList } from './gateway/index.ts';
import { runnerPools } from './estate/runner-pools.ts';
import { RefusalError, createGithub } from './github/index.ts';
import type { DispatchOrder, Github } from './github/index.ts';
import { createGithubOidc } from './github/oidc/index.ts';
import type { GithubOidc } from './github/oidc/index.ts';
import { createFulcio } from './github/sigstore/index.ts';
import { prepareProgramEnv } from './program-env.ts';
import { EventRefusedError, createActionHost, createWorkflowRunner } from './runner/index.ts';
import type { ActionHost, RunnerEvent, WorkflowRunner } from './runner/index.ts';
import { createFeeds, seedUpstream } from './upstream/index.ts';
import { createWorld } from './world/index.ts';
import type { Service, World, WorldOptions } from './world/index.ts';

export interface SimulationOptions extends WorldOptions, GatewayOptions {
  /** Further services, for tests. */
  readonly services?: readonly Service[];
  /** How long a minute of a workflow's timeout is, in ms; tests shorten it. */
  readonly minuteMs?: number;
}

/** The whole simulated world, running. */
export interface Simulation {
  readonly world: World;
  readonly gateway: Gateway;
  readonly entra: Entra;
  readonly authorizer: RoleAssignments;
  readonly oidc: GithubOidc;
  readonly registries: RegistryWorld;
  readonly imports: Imports;
  readonly tasks: Tasks;
  readonly github: Github;
  readonly keyVault: KeyVault;
  readonly host: ActionHost;
  readonly runner: WorkflowRunner;
  /** Installs a program of this machine on every runner. */
  installTool(name: string, file: string): Promise<void>;
  /** Tells what the runner does, until the returned function is called. */
  watchRuns(listener: (event: RunnerEvent) => void): () => void;
  /** The services by host, asked in process: no connection, no fault, no line in the log. */
  readonly services: { ask(request: Request): Promise<Response> };
  readonly faults: FaultTap;
  readonly requests: RequestList;
  /** Variables that put an ordinary program into the world, its home included. */
  env(): Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Starts every service of the world behind one gateway. */
export async function startSimulation(options: SimulationOptions): Promise<Simulation> {
  const world = await createWorld(options);
  const parts = createParts(world);
  await seedUpstream(world, parts.registries);
  const services = [...parts.services, ...(options.services ?? [])];
  const gateway = await startGateway(world, services, options);
  const env = await prepareProgramEnv(world, gateway);
  const runs = openRunner(world, { parts, services, gateway, options });
  return {
    ...{ world, gateway, ...parts, ...runs },
    host: createActionHost({
      worldEnv: gateway.env(),
      openOidc: parts.oidc.openJob,
      tokenFor: parts.github.tokenFor,
      endJob({ token, requestToken }) {
        parts.github.endToken(token);
        if (requestToken !== undefined) parts.oidc.closeJob(requestToken);
      },
      offsetMs: world.clock.offsetMs,
    }),
    installTool: (name, file) => installTool(world, name, file),
    services: { ask: (request) => askService(services, request) },
    faults: gateway.faults,
    requests: gateway.requests,
    env: () => env,
    async stop() {
      await runs.runner.close();
      await gateway.stop();
      await parts.tasks.close();
      await parts.imports.settled();
      await world.close();
    },
  };
}

function toolsFolderOf(world: World): string {
  return join(world.folder, 'runner', 'tools');
}

async function installTool(world: World, name: string, file: string): Promise<void> {
  const folder = toolsFolderOf(world);
  await mkdir(folder, { recursive: true });
  await rm(join(folder, name), { force: true });
  await symlink(file, join(folder, name));
}

interface RunnerSetting {
  readonly parts: ReturnType<typeof createParts>;
  readonly services: readonly Service[];
  readonly gateway: Gateway;
  readonly options: SimulationOptions;
}

function openRunner(
  world: World,
  { parts, services, gateway, options }: RunnerSetting,
): Pick<Simulation, 'runner' | 'watchRuns'> {
  const { github, oidc } = parts;
  const listeners = new Set<(event: RunnerEvent) => void>();
  const runner = createWorkflowRunner({
    world,
    oidc,
    github: { ...github, mayRead: (name, token) => mayRead(services, name, token) },
    // Node's own fetch obeys the proxy variables only with this one (Node 24).
    ask: (request) => askService(services, request),
    worldEnv: { ...gateway.env(), NODE_USE_ENV_PROXY: '1' },
    pools: runnerPools,
    toolsFolder: toolsFolderOf(world),
    ...(options.minuteMs === undefined ? {} : { minuteMs: options.minuteMs }),
    onEvent: (event) => {
      for (const listener of listeners) listener(event);
    },
  });
  github.connect({
    runs: runner.runs,
    dispatch: (order) => dispatchRun(runner, order),
    cancel: (runId) => runner.find(runId)?.cancel(),
    rerun: runner.rerun,
  });
  return {
    runner,
    watchRuns(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

async function dispatchRun(
  runner: WorkflowRunner,
  { inputs, workflow, ...rest }: DispatchOrder,
): Promise<number> {
  const event = { ...rest, name: 'workflow_dispatch', payload: { inputs } };
  try {
    return (await runner.start(workflow, event)).id;
  } catch (error) {
    if (error instanceof EventRefusedError) throw new RefusalError(422, error.message);
    throw error;
  }
}

// Whoever may list a repository's refs may read its contents: the same question that git asks first.
async function mayRead(services: readonly Service[], name: string, token: string): Promise<boolean> {
  const url = `https://github.com/${name}.git/info/refs?service=git-upload-pack`;
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  const response = await askService(
    services,
    new Request(url, { headers: { authorization: `Basic ${basic}` } }),
  );
  await response.body?.cancel();
  return response.ok;
}

async function askService(services: readonly Service[], request: Request): Promise<Response> {
  const { hostname } = new URL(request.url);
  const service = createRoutes(services)(hostname);
  if (service === undefined) throw new Error(`no service speaks for "${hostname}"`);
  return service.handle(request);
}

function createParts(world: World) {
  const oidc = createGithubOidc(world);
  const entra = createEntra(world, { githubIssuer: oidc });
  const { tokens } = entra;
  const authorizer = createAuthorizer(world);
  const github = createGithub(world);
  const blobs = createBlobs(world);
  const keyVault = createKeyVault(world, { tokens, authorizer });
  const registries = createRegistries(world, { tokens, authorizer });
  const imports = createImports(world, { registries, authorizer, tokens });
  const tasks = createTasks(world, { registries, blobs, gitSource: github });
  const arm = createArm(world, { tokens, authorizer, registries, imports, tasks });
  const services = [
    oidc.service,
    createFulcio(world, oidc),
    entra.service,
    arm,
    blobs.service,
    keyVault.service,
    ...registries.services,
    ...github.services,
    ...createFeeds(world),
  ];
  return { oidc, entra, authorizer, github, keyVault, registries, imports, tasks, services };
}
