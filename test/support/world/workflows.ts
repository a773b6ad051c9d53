import { join } from 'node:path';
import { passGate } from '../../../scripts/faults/gate/gate.ts';
import { writeStandIn } from '../../../scripts/faults/gate/scanner.ts';
import { live, quarantine, repository } from '../../../simulator/estate/index.ts';
import { isJson } from '../../../lib/base/canonical-json.ts';
import type { HubEvent } from '../../../simulator/github/index.ts';
import type { AccountCommit } from '../../../simulator/github/hub/index.ts';
import { isObject } from '../../../simulator/runner/index.ts';
import type { JsonObject, JobReport, RunHandle, RunReport } from '../../../simulator/runner/index.ts';
import { seedRepository, suiteOnly } from '../../../simulator/seed/index.ts';
import type { Files } from '../../../simulator/seed/index.ts';
import { findScanner } from '../../../simulator/scenarios/scanner.ts';
import type { Scanner } from '../../../simulator/scenarios/scanner.ts';
import type { Simulation } from '../../../simulator/simulation.ts';
import { refreshTools } from '../../../simulator/upstream/scanner-db/index.ts';
import { root } from '../repository.ts';
import { pushImage } from './images.ts';
import { useSimulation } from './use-simulation.ts';

const { fullName } = repository;
const lookMs = 20;
const dayMs = 24 * 60 * 60 * 1000;

/** A simulated repository with the committed workflow files, callers of the test, and a runner that obeys them. */
export interface WorkflowWorld {
  readonly simulation: Simulation;
  /** Pushes an image that the gate lets pass, as `workload/<name>`; answers it pinned. */
  pushPassed(name: string, text?: string): Promise<string>;
  /** Commits to main past everything; answers the commit. */
  commit(change?: Partial<AccountCommit>): Promise<string>;
  tip(): Promise<string>;
  /** Starts a workflow by hand on the tip of main. */
  start(file: string, inputs?: JsonObject, actor?: string): Promise<RunHandle>;
  /** Does something on github.com and starts every workflow that listens to it. */
  happen(act: () => Promise<unknown>): Promise<readonly RunHandle[]>;
  /** Lets days go by; the daily run leaves fresh databases. */
  passDays(days: number): Promise<void>;
  /** What live holds of `workload/<name>`: digests of its tags that are no records. */
  liveTags(name: string): readonly string[];
}

interface Setting {
  /** Puts the machine's Trivy on the runners; otherwise something stands in that finds nothing in an SBOM. */
  readonly hasScanner?: boolean;
}

/** Opens one such world for a test file. */
export function useWorkflows(files: Files, setting: Setting = {}): () => WorkflowWorld {
  return useSimulation(async (simulation, folder) => {
    const scanner = await findProgram(setting, join(folder, 'scanner'));
    await simulation.installTool('trivy', scanner.file);
    const seed = { suiteFolder: root, trivyAllowed: scanner.allowed };
    await seedRepository(simulation, { ...seed, files: { ...suiteOnly, ...files } });
    await refreshTools(simulation.world, simulation.registries);
    return createHands(simulation);
  });
}

async function findProgram({ hasScanner = false }: Setting, folder: string): Promise<Scanner> {
  const found = hasScanner ? await findScanner(root) : undefined;
  if (found !== undefined) return found;
  const { path, allowed } = await writeStandIn(folder);
  return { file: path, allowed };
}

function createHands(simulation: Simulation): WorkflowWorld {
  const { hub, git } = simulation.github;
  const tip = async (): Promise<string> => (await git.tip(fullName, 'refs/heads/main')) ?? '';
  return {
    ...{ simulation, tip },
    commit: (change = {}) =>
      hub.commit(fullName, {
        ...{
          branch: 'main',
          message: 'Change',
          author: 'platform-engineer',
          files: { note: String(Math.random()) },
        },
        ...change,
      }),
    async pushPassed(name, text = name) {
      const place = `workload/${name}`;
      const digest = await pushImage(simulation, { repository: place, tag: 'candidate', text });
      const image = `${quarantine.loginServer}/${place}@${digest}`;
      await passGate(simulation, image);
      return image;
    },
    async start(file, inputs = {}, actor = 'platform-engineer') {
      const event = { repository: fullName, name: 'workflow_dispatch', ref: 'refs/heads/main' };
      return simulation.runner.start(file, { ...event, sha: await tip(), actor, payload: { inputs } });
    },
    happen: (act) => happen(simulation, act),
    async passDays(days) {
      simulation.world.clock.advance(days * dayMs);
      await refreshTools(simulation.world, simulation.registries);
    },
    liveTags(name) {
      const store = simulation.registries.find(live.loginServer);
      const place = `workload/${name}`;
      const tags = store?.tags(place) ?? [];
      return tags
        .filter((tag) => !/^(intent|promotion|revocation|approval)-/.test(tag))
        .map((tag) => `${tag} ${store?.resolve(place, tag)?.digest ?? ''}`);
    },
  };
}

async function happen(
  { github, runner }: Simulation,
  act: () => Promise<unknown>,
): Promise<readonly RunHandle[]> {
  const events: HubEvent[] = [];
  const stop = github.hub.on((event) => void events.push(event));
  await act().finally(stop);
  const handles: RunHandle[] = [];
  for (const event of events) {
    // A webhook's body is what JSON can say.
    const payload: unknown = JSON.parse(JSON.stringify(event.payload));
    if (!isJson(payload) || !isObject(payload)) throw new Error(`the payload of ${event.name} is no object`);
    if (!event.isFromJob) handles.push(...(await runner.dispatch({ ...event, payload })));
  }
  return handles;
}

/** Resolves when a run waits for a review of an environment, or has ended. */
export async function reached(handle: RunHandle, environment = 'promote'): Promise<void> {
  while (handle.report().status !== 'completed' && !handle.waiting().includes(environment))
    await new Promise((resolve) => setTimeout(resolve, lookMs));
}

/** The one job of a run whose key ends so. */
export function findJob({ jobs }: Pick<RunReport, 'jobs'>, key: string): JobReport {
  const found = jobs.filter((job) => job.key.endsWith(key));
  if (found.length === 1 && found[0] !== undefined) return found[0];
  throw new Error(`${found.length} jobs end with "${key}": ${jobs.map((job) => job.key).join(', ')}`);
}

/** The codes of a job's error annotations, in order. */
export function readCodes({ annotations }: Pick<JobReport, 'annotations'>): readonly string[] {
  return annotations
    .filter(({ level }) => level === 'error')
    .map(({ message }) => /^[A-Z][A-Z_]+(?=:)/.exec(message)?.[0] ?? message);
}
