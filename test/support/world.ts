import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeStandIn } from '../../scripts/faults/gate/scanner.ts';
import { live, quarantine, repository } from '../../simulator/estate/index.ts';
import type { Job, StepResult, StepWatch } from '../../simulator/runner/index.ts';
import { startSimulation } from '../../simulator/simulation.ts';
import type { Simulation } from '../../simulator/simulation.ts';
import type { Snapshot } from '../../simulator/world/index.ts';
import { root } from './repository.ts';
import { buildStepJob, buildStepInputs } from './world/orders.ts';
import type { ActionName } from './world/orders.ts';
import { mergeService, prepareBase, startApprovedRun } from './world/prepare.ts';
import type { PreparedWorld } from './world/prepare.ts';

/** When the world of the tests begins; fixed, so that no test depends on the machine's date. */
export const startOfWorld = Date.parse('2026-11-02T08:00:00Z');

/** How a step differs from the ordinary one. An input of `undefined` is left out. */
export interface PlayOrder {
  readonly with?: Readonly<Record<string, string | undefined>>;
  readonly job?: Partial<Job>;
  readonly watch?: StepWatch;
}

/** Who starts a run of main and who lets it through; by default two who have no part in each other's work. */
export interface RunOrder {
  readonly sha?: string;
  readonly approver?: string;
  readonly actor?: string;
}

/** A started world with a merged pull request and a base image in both registries. */
export interface TestWorld extends PreparedWorld {
  readonly simulation: Simulation;
  /** Runs the committed bundle of an action with ordinary inputs in an ordinary job. */
  play(action: ActionName, order?: PlayOrder): Promise<StepResult>;
  /** A run on main that waits for, and gets, an approval of `promote`; answers the job's part. */
  approvedRun(order?: RunOrder): Partial<Job>;
  /** Everything that both registries hold, locks and times included. */
  inventory(): unknown;
  /** Puts registries, tasks, GitHub and rights back to where they were before the first test. */
  restore(): Promise<void>;
}

/** Opens one world for a test file; each test finds it as the first one did, and no service may break. */
export function useWorld(): () => TestWorld {
  let opened: { readonly world: TestWorld; close(): Promise<void> } | undefined;
  let bugs = 0;
  const world = (): TestWorld => {
    if (opened === undefined) throw new Error('the world is there in tests and hooks alone');
    return opened.world;
  };
  beforeAll(async () => {
    opened = await openWorld();
  }, 480_000);
  beforeEach(async () => {
    bugs = world().simulation.gateway.bugs.length;
    await world().restore();
  });
  afterEach(() => {
    expect(world().simulation.gateway.bugs.slice(bugs)).toEqual([]);
  });
  afterAll(() => opened?.close());
  return world;
}

/** Opens a world that the caller closes. */
export async function openWorld(): Promise<{ readonly world: TestWorld; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'lazaret-world-'));
  const simulation = await startSimulation({ folder: join(folder, 'state'), now: startOfWorld });
  const close = async (): Promise<void> => {
    await simulation.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return { world: await fillWorld(simulation, folder), close };
  } catch (error) {
    // Servers that nobody stops would keep the test process alive for ever.
    await close();
    throw error;
  }
}

async function fillWorld(simulation: Simulation, folder: string): Promise<TestWorld> {
  const sha = await mergeService(simulation);
  const workspace = join(folder, 'workspace');
  await simulation.github.git.checkout(repository.fullName, sha, workspace);
  const scanner = await writeStandIn(join(folder, 'scanner'));
  const prepared = await prepareBase(simulation, { sha, workspace, scanner });
  const restore = await freeze(simulation, folder);
  return { simulation, ...prepared, restore, ...createHands(simulation, prepared) };
}

async function freeze(simulation: Simulation, folder: string): Promise<() => Promise<void>> {
  await simulation.tasks.settle();
  const snapshot: Snapshot = simulation.world.snapshot();
  const [git, kept] = [join(simulation.world.folder, 'git'), join(folder, 'git')];
  await cp(git, kept, { recursive: true });
  return async () => {
    simulation.faults.clear();
    await simulation.imports.settled();
    simulation.world.restore(snapshot);
    await rm(git, { recursive: true });
    await cp(kept, git, { recursive: true });
  };
}

function createHands(
  simulation: Simulation,
  prepared: PreparedWorld,
): Pick<TestWorld, 'play' | 'approvedRun' | 'inventory'> {
  const approvedRun: TestWorld['approvedRun'] = (order = {}) => {
    const { sha = prepared.sha, actor = 'platform-engineer', approver = 'release-approver' } = order;
    const runId = startApprovedRun(simulation, sha, { actor, approver });
    return { runId, sha, actor, triggeringActor: actor };
  };
  return {
    approvedRun,
    play(action, order = {}) {
      const job = buildStepJob(action, prepared, order.job ?? {});
      const inputs = buildStepInputs(action, prepared, order.with);
      const step = { action: join(root, 'actions', action), with: inputs };
      return simulation.host.runStep(step, job, order.watch);
    },
    inventory: () =>
      structuredClone(
        [quarantine, live].map(
          ({ loginServer }) => simulation.registries.findStore(loginServer)?.slice.value,
        ),
      ),
  };
}
