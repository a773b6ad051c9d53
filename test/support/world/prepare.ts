import { join } from 'node:path';
import { live, repository } from '../../../simulator/estate/index.ts';
import type { StepResult } from '../../../simulator/runner/index.ts';
import type { Simulation } from '../../../simulator/simulation.ts';
import { baseImage } from '../../../simulator/scenarios/images.ts';
import { passGate } from '../../../scripts/faults/gate/gate.ts';
import { readRuleFiles } from '../../../scripts/faults/gate/rules.ts';
import type { StandIn } from '../../../scripts/faults/gate/scanner.ts';
import { refreshTools } from '../../../simulator/upstream/scanner-db/index.ts';
import { root } from '../repository.ts';
import { buildStepInputs, buildStepJob } from './orders.ts';
import type { ActionName, OrderFacts } from './orders.ts';

/** What is in the world before a test begins. */
export interface PreparedWorld {
  /** The merge commit of the service's pull request, tip of main. */
  readonly sha: string;
  /** A checkout of it. */
  readonly workspace: string;
  /** The base image in quarantine, pinned. */
  readonly base: string;
  /** What stands in for Trivy on the runners. */
  readonly scanner: StandIn;
  /** A run on main, approved for `promote` by release-approver. */
  readonly runId: number;
}

/** The repository path that the base image has in both registries. */
export const baseRepository = 'upstream/docker.io/library/node';

/** A Dockerfile that every machine builds alike: no RUN, base pinned in live. */
export function renderDockerfile(more: readonly string[] = []): string {
  const from = `FROM ${live.loginServer}/${baseRepository}@${baseImage.digest}`;
  return [from, 'WORKDIR /app', 'COPY src ./src', ...more, 'CMD ["node", "src/index.js"]', ''].join('\n');
}

/** Two people's work on main: a first commit, then a pull request that is merged by another. */
export async function mergeService(simulation: Simulation): Promise<string> {
  const { hub } = simulation.github;
  const { fullName } = repository;
  const readme = { 'README.md': '# The simulated repository\n', ...(await readRuleFiles(simulation)) };
  // What upstream.yml leaves in quarantine every morning.
  await refreshTools(simulation.world, simulation.registries);
  await hub.commit(fullName, {
    ...{ branch: 'main', message: 'Start the repository', author: 'platform-engineer', files: readme },
  });
  const files = {
    ...readme,
    'workload/chain-api/Dockerfile': renderDockerfile(),
    'workload/chain-api/src/index.js': 'console.log("chain-api");\n',
  };
  const change = { branch: 'chain-api', message: 'Add chain-api', author: 'workload-developer', files };
  await hub.commit(fullName, change);
  const order = { author: 'workload-developer', branch: 'chain-api', title: 'Add chain-api' };
  const { number } = await hub.openPullRequest(fullName, order);
  return hub.merge(fullName, { number, merger: 'platform-engineer' });
}

/** Imports the base image, lets the gate pass it, and promotes it, by the committed bundles but for the gate. */
export async function prepareBase(
  simulation: Simulation,
  checkout: Pick<PreparedWorld, 'sha' | 'workspace' | 'scanner'>,
): Promise<PreparedWorld> {
  const runId = startApprovedRun(simulation, checkout.sha);
  const facts = { ...checkout, runId };
  const base = await playWhole(simulation, 'import-image', facts);
  await passGate(simulation, base);
  await playWhole(simulation, 'promote-image', { ...facts, base });
  return { ...facts, base };
}

/** A run of main that release-approver let through. */
export function startApprovedRun(
  simulation: Simulation,
  sha: string,
  { actor = 'platform-engineer', approver = 'release-approver' } = {},
): number {
  const { hub } = simulation.github;
  const { fullName } = repository;
  const order = { workflow: 'main.yml', event: 'push', branch: 'main', sha, actor };
  const { id } = hub.startRun(fullName, order);
  hub.requestApproval(fullName, { runId: id, environment: 'promote' });
  const answer = { environment: 'promote', login: approver, state: 'approved', comment: 'go' } as const;
  hub.review(fullName, id, answer);
  return id;
}

async function playWhole(simulation: Simulation, action: ActionName, facts: OrderFacts): Promise<string> {
  const job = buildStepJob(action, facts, {});
  const step = { action: join(root, 'actions', action), with: buildStepInputs(action, facts) };
  const result = await simulation.host.runStep(step, job);
  return readImage(action, result);
}

function readImage(action: string, { conclusion, outputs, log }: StepResult): string {
  const { image } = outputs;
  if (conclusion === 'success' && image !== undefined) return image;
  throw new Error(`${action} ended with ${conclusion}:\n${log.join('\n')}`);
}
