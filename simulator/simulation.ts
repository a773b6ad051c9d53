import { createBlobs } from './azure/blob/index.ts';
import { createEntra } from './azure/entra/index.ts';
import type { Entra } from './azure/entra/index.ts';
import { createAuthorizer } from './azure/rbac/index.ts';
import type { RoleAssignments } from './azure/rbac/index.ts';
import { startGateway } from './gateway/index.ts';
import type { FaultTap, Gateway, RequestEntry } from './gateway/index.ts';
import { createGithub } from './github/index.ts';
import type { Github } from './github/index.ts';
import { createGithubOidc } from './github/oidc/index.ts';
import type { GithubOidc } from './github/oidc/index.ts';
import { prepareProgramEnv } from './program-env.ts';
import { createActionHost } from './runner/index.ts';
import type { ActionHost } from './runner/index.ts';
import { createWorld } from './world/index.ts';
import type { Service, World, WorldOptions } from './world/index.ts';

export interface SimulationOptions extends WorldOptions {
  /** Port of the proxy; default: any free one. */
  readonly port?: number;
  /** Further services, for tests. */
  readonly services?: readonly Service[];
}

/** The whole simulated world, running. */
export interface Simulation {
  readonly world: World;
  readonly gateway: Gateway;
  readonly entra: Entra;
  readonly authorizer: RoleAssignments;
  readonly oidc: GithubOidc;
  readonly github: Github;
  readonly host: ActionHost;
  readonly faults: FaultTap;
  /** All requests since the start, oldest first. */
  readonly requests: readonly RequestEntry[];
  /** Variables that put an ordinary program into the world, its home included. */
  env(): Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Starts every service of the world behind one gateway. */
export async function startSimulation(options: SimulationOptions): Promise<Simulation> {
  const world = await createWorld(options);
  const oidc = createGithubOidc(world);
  const entra = createEntra(world, { githubIssuer: oidc });
  const authorizer = createAuthorizer(world);
  const github = createGithub(world);
  const blobs = createBlobs(world);
  const services = [
    oidc.service,
    entra.service,
    blobs.service,
    ...github.services,
    ...(options.services ?? []),
  ];
  const gateway = await startGateway(world, services, options);
  const env = await prepareProgramEnv(world, gateway);
  return {
    ...{ world, gateway, entra, authorizer, oidc, github },
    host: createActionHost({
      worldEnv: gateway.env(),
      openOidc: oidc.openJob,
      tokenFor: github.tokenFor,
      offsetMs: world.clock.offsetMs,
    }),
    faults: gateway.faults,
    requests: gateway.requests,
    env: () => env,
    async stop() {
      await gateway.stop();
      await world.close();
    },
  };
}
