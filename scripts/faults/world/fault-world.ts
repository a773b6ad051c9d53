import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { live, repository } from '../../../simulator/estate/index.ts';
import { startSimulation } from '../../../simulator/simulation.ts';
import type { Simulation, SimulationOptions } from '../../../simulator/simulation.ts';
import { listUpstreamImages } from '../../../simulator/upstream/index.ts';
import type { Snapshot } from '../../../simulator/world/index.ts';
import { refreshTools } from '../../../simulator/upstream/scanner-db/index.ts';
import { readRuleFiles } from '../gate/rules.ts';
import { writeStandIn } from '../gate/scanner.ts';
import { serviceRepository } from './orders.ts';
import type { RunFacts } from './orders.ts';

/** A simulation whose repository has a service on main and a run that a second person approved. */
export interface FaultWorld {
  readonly simulation: Simulation;
  readonly run: RunFacts;
  /** The base image upstream, pinned, with its tag. */
  readonly upstream: { readonly reference: string; readonly digest: string; readonly tag: string };
  /** Resolves when nothing goes on any more that a request began. */
  settle(): Promise<void>;
  /** Freezes registries, runs and rights once nothing goes on. */
  freeze(): Promise<Snapshot>;
  /** Puts everything back to where it was. */
  restore(snapshot: Snapshot): Promise<void>;
  close(): Promise<void>;
}

/** When these worlds begin; fixed, so that nothing depends on the machine's date. */
const startOfWorld = Date.parse('2026-11-02T08:00:00Z');
/** Shorter than usual: thousands of runs in one process would else hold their idle connections. */
const keepAliveMs = 5000;

/** Opens a world of its own folder; the caller closes it. */
export async function openFaultWorld(
  options: Pick<SimulationOptions, 'latencyScale'> = {},
): Promise<FaultWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'lazaret-faults-'));
  const simulation = await startSimulation({
    ...{ folder: join(folder, 'state'), now: startOfWorld, keepAliveMs },
    ...options,
  });
  const upstream = findBase();
  const sha = await mergeService(simulation, upstream.digest);
  const workspace = join(folder, 'workspace');
  await simulation.github.git.checkout(repository.fullName, sha, workspace);
  // What upstream.yml leaves in quarantine every morning.
  await refreshTools(simulation.world, simulation.registries);
  const scanner = await writeStandIn(join(folder, 'scanner'));
  const run = { sha, workspace, scanner, runId: startApprovedRun(simulation, sha) };
  const settle = createSettle(simulation);
  return {
    ...{ simulation, run, upstream, settle },
    async freeze() {
      await settle();
      await simulation.tasks.settle();
      return simulation.world.snapshot();
    },
    async restore(snapshot) {
      simulation.faults.clear();
      await settle();
      await simulation.tasks.settle();
      simulation.world.restore(snapshot);
    },
    async close() {
      await simulation.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function createSettle({ gateway, imports }: Simulation): () => Promise<void> {
  const underWay = new Set<number>();
  let wake = Promise.withResolvers<undefined>();
  gateway.onRequest(({ n }) => void underWay.add(n));
  gateway.onDone(({ n }) => {
    underWay.delete(n);
    if (underWay.size > 0) return;
    wake.resolve(undefined);
    wake = Promise.withResolvers();
  });
  return async () => {
    while (underWay.size > 0) await wake.promise;
    await imports.settled();
  };
}

function findBase(): FaultWorld['upstream'] {
  const found = listUpstreamImages().find(({ reference }) => reference.startsWith('docker.io/library/node:'));
  if (found === undefined) throw new Error('the catalogue has no node image');
  const { reference, digest } = found;
  return {
    reference: `${reference}@${digest}`,
    digest,
    tag: reference.slice(reference.lastIndexOf(':') + 1),
  };
}

async function mergeService(simulation: Simulation, base: string): Promise<string> {
  const { hub } = simulation.github;
  const { fullName } = repository;
  const readme = { 'README.md': '# The simulated repository\n', ...(await readRuleFiles(simulation)) };
  await hub.commit(fullName, {
    ...{ branch: 'main', message: 'Start the repository', author: 'platform-engineer', files: readme },
  });
  const from = `FROM ${live.loginServer}/upstream/docker.io/library/node@${base}`;
  const files = {
    ...readme,
    // No RUN, so that every machine builds the same bytes.
    [`${serviceRepository}/Dockerfile`]: `${from}\nWORKDIR /app\nCOPY src ./src\nCMD ["node", "src/index.js"]\n`,
    [`${serviceRepository}/src/index.js`]: 'console.log("chain-api");\n',
  };
  const change = { branch: 'chain-api', message: 'Add chain-api', author: 'workload-developer', files };
  await hub.commit(fullName, change);
  const order = { author: 'workload-developer', branch: 'chain-api', title: 'Add chain-api' };
  const { number } = await hub.openPullRequest(fullName, order);
  return hub.merge(fullName, { number, merger: 'platform-engineer' });
}

function startApprovedRun({ github: { hub } }: Simulation, sha: string): number {
  const { fullName } = repository;
  const actor = 'platform-engineer';
  const { id } = hub.startRun(fullName, { workflow: 'main.yml', event: 'push', branch: 'main', sha, actor });
  hub.requestApproval(fullName, { runId: id, environment: 'promote' });
  const review = {
    environment: 'promote',
    login: 'release-approver',
    state: 'approved',
    comment: '',
  } as const;
  hub.review(fullName, id, review);
  return id;
}
