import { resolve } from 'node:path';
import { live, quarantine } from '../estate/index.ts';
import { buildResult, readContents, readDecisions, readHub } from '../face/index.ts';
import type { SimulationResult, Timeline } from '../face/index.ts';
import { StoryEndError, openStage } from '../scenarios/index.ts';
import type { ReviewRequest, Scenario } from '../scenarios/index.ts';
import type { Simulation } from '../simulation.ts';
import { suiteFolder } from './folder.ts';
import { withSimulation } from './open.ts';
import { renderEnding, writeReport } from './report.ts';

export interface PlayOptions {
  readonly scenario: Scenario;
  readonly folder: string;
  readonly timeline: Timeline;
  answer(
    request: ReviewRequest,
    signal: AbortSignal,
  ): Promise<{ readonly login: string; readonly isApproved: boolean }>;
  report(text: string): void;
  readonly signal: AbortSignal;
}

/** Real waiting for each simulated second of Azure's own slowness: enough to see a queue, not enough to wait. */
const latencyScale = 0.1;

/** Plays a scenario in a fresh world and leaves everything it made in the folder. */
export async function playScenario(options: PlayOptions): Promise<SimulationResult> {
  const { scenario, folder, timeline, signal, report } = options;
  const startedAt = performance.now();
  return withSimulation({ folder, latencyScale, isFresh: true }, async (simulation) => {
    report(`${scenario.name}: ${scenario.title}\n`);
    const { stage, records } = openStage({
      simulation,
      timeline,
      suiteFolder,
      workspaces: resolve(folder, 'workspaces'),
      answer: (request) => options.answer(request, signal),
      signal,
    });
    const error = await scenario.play(stage).then(
      () => undefined,
      (reason: unknown) => explainReason(reason, report),
    );
    const durationMs = performance.now() - startedAt;
    const registries = readRegistries(simulation);
    const decisions = await readDecisions(records);
    const { name, title } = scenario;
    const facts = { scenario: name, title, records, decisions, registries, durationMs, error };
    const result = buildResult(facts);
    await writeReport(folder, result, records, readHub(simulation));
    report(renderEnding(folder, result));
    signal.throwIfAborted();
    return result;
  });
}

// git plays the simulated GitHub; without it the first commit of the story fails, in Node's words.
function explainReason(reason: unknown, report: PlayOptions['report']): string | undefined {
  if (reason instanceof StoryEndError) {
    report(`\nThe story ends here: ${reason.message}\n`);
    return undefined;
  }
  const message = reason instanceof Error ? reason.message : String(reason);
  return message === 'spawn git ENOENT' ? 'git cannot be started: install it, and have it in PATH' : message;
}

function readRegistries({ registries }: Simulation): SimulationResult['registries'] {
  const stores = [quarantine, live].flatMap(({ loginServer }) => registries.find(loginServer) ?? []);
  return Object.fromEntries(stores.map((store) => [store.host, readContents(store)]));
}
