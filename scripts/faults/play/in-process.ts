import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as buildDeps from '../../../actions/build-image/src/deps.ts';
import * as buildInputs from '../../../actions/build-image/src/inputs.ts';
import * as build from '../../../actions/build-image/src/main.ts';
import * as buildSummary from '../../../actions/build-image/src/summary.ts';
import * as importDeps from '../../../actions/import-image/src/deps.ts';
import * as importInputs from '../../../actions/import-image/src/inputs.ts';
import * as importing from '../../../actions/import-image/src/main.ts';
import * as importSummary from '../../../actions/import-image/src/summary.ts';
import * as promoteDeps from '../../../actions/promote-image/src/deps.ts';
import * as promoteInputs from '../../../actions/promote-image/src/inputs.ts';
import * as promote from '../../../actions/promote-image/src/main.ts';
import * as promoteSummary from '../../../actions/promote-image/src/summary.ts';
import { runAction } from '../../../lib/action/index.ts';
import type { Clock } from '../../../lib/base/time.ts';
import { buildInputVariables, buildJobVariables } from '../../../simulator/runner/variables.ts';
import type { SimulatedClock } from '../../../simulator/world/index.ts';
import type { FaultWorld } from '../world/fault-world.ts';
import type { ActionName, Order } from '../world/orders.ts';
import { createPlayHost } from './host.ts';
import type { PlayHost } from './host.ts';
import type { Ending } from './types.ts';

const actions: Readonly<Record<ActionName, (host: PlayHost, clock: Clock) => Promise<void>>> = {
  'import-image': (host, clock) =>
    runAction(
      {
        ...{ name: 'import-image', ...importInputs, ...importing, ...importSummary },
        createDeps: (inputs, context) => importDeps.createDeps(inputs, { ...context, clock }),
      },
      host,
    ),
  'build-image': (host, clock) =>
    runAction(
      {
        ...{ name: 'build-image', ...buildInputs, ...build, ...buildSummary },
        createDeps: (inputs, context) => buildDeps.createDeps(inputs, { ...context, clock }),
      },
      host,
    ),
  'promote-image': (host, clock) =>
    runAction(
      {
        ...{ name: 'promote-image', ...promoteInputs, ...promote, ...promoteSummary },
        createDeps: (inputs, context) => promoteDeps.createDeps(inputs, { ...context, clock }),
      },
      host,
    ),
};

/**
 * Runs an action's sources in this process, with its frame and its real clients through the gateway. Waits move the
 * world's clock instead of the machine's, so that a minute of `Retry-After` takes milliseconds.
 */
export async function playInProcess(world: FaultWorld, order: Order): Promise<Ending> {
  const folder = await mkdtemp(join(tmpdir(), 'lazaret-play-'));
  const { simulation } = world;
  const oidc = simulation.oidc.openJob(order.job);
  const host = createPlayHost(
    { ...(await prepareVariables(world, order, folder)), ...oidcVariables(oidc) },
    simulation.gateway.url,
  );
  try {
    await actions[order.action](host, createQuickClock(simulation.world.clock));
    return host.ending();
  } finally {
    host.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function prepareVariables(
  { simulation }: FaultWorld,
  { job, with: inputs }: Order,
  folder: string,
): Promise<Record<string, string>> {
  const token = simulation.github.tokenFor(job);
  const folders = { temp: folder, toolCache: folder, home: folder, eventFile: join(folder, 'event.json') };
  await mkdir(folder, { recursive: true });
  await writeFile(folders.eventFile, '{}');
  return {
    ...simulation.gateway.env(),
    ...buildJobVariables(job, folders),
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
    ...buildInputVariables({ 'github-token': token, ...inputs }),
  };
}

function oidcVariables(oidc: { readonly url: string; readonly token: string } | undefined) {
  return oidc === undefined
    ? {}
    : { ACTIONS_ID_TOKEN_REQUEST_URL: oidc.url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: oidc.token };
}

// Some real time passes with each wait: what is waited for (a build, an import) goes on in real time.
const speed = 25;
const longestRealMs = 40;

function createQuickClock(clock: SimulatedClock): Clock {
  return {
    now: () => clock.now(),
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      // Whole milliseconds: the simulated time is written into dates and ids.
      const realMs = Math.min(Math.ceil(ms / speed), longestRealMs);
      clock.advance(Math.round(ms) - realMs);
      await delay(realMs);
      signal?.throwIfAborted();
    },
  };
}
