import { isJson } from '../../lib/base/canonical-json.ts';
import { isObject } from '../runner/index.ts';
import type { RunHandle, RunReport, WorkflowEvent } from '../runner/index.ts';
import type { HubEvent } from '../github/index.ts';
import { recordRuns } from './record-runs.ts';
import type { StageOptions } from './stage.ts';
import type { Happening, StepRecord } from './types.ts';

/** How often a run is looked at for a deployment that waits, in ms. */
const lookMs = 50;

/** Plays what somebody does on github.com, and every workflow run that comes of it, to the end. */
export async function follow(
  { act, expected = 'success' }: Happening,
  options: StageOptions,
  records: StepRecord[],
): Promise<readonly RunReport[]> {
  const { simulation, signal, timeline } = options;
  signal.throwIfAborted();
  const stopTelling = simulation.watchRuns(timeline.showRun);
  const stopRecording = recordRuns(options, records);
  try {
    const handles = await start(options, await listen(options, act));
    const reports = await Promise.all(handles.map((handle) => attend(handle, options)));
    signal.throwIfAborted();
    for (const report of reports) assertConclusion(report, expected);
    return reports;
  } finally {
    stopTelling();
    stopRecording();
  }
}

async function listen({ simulation }: StageOptions, act: Happening['act']): Promise<readonly HubEvent[]> {
  const events: HubEvent[] = [];
  const stop = simulation.github.hub.on((event) => void events.push(event));
  try {
    await act();
  } finally {
    stop();
  }
  return events.filter(({ isFromJob }) => !isFromJob);
}

async function start(
  { simulation }: StageOptions,
  events: readonly HubEvent[],
): Promise<readonly RunHandle[]> {
  const started: RunHandle[] = [];
  for (const event of events) started.push(...(await simulation.runner.dispatch(toWorkflowEvent(event))));
  if (started.length === 0) throw new Error('nothing listens to what happened');
  return started;
}

// The payload is a webhook's body: what JSON can say, and nothing else.
function toWorkflowEvent(event: HubEvent): WorkflowEvent {
  const payload: unknown = JSON.parse(JSON.stringify(event.payload));
  if (!isJson(payload) || !isObject(payload)) throw new Error(`the payload of ${event.name} is no object`);
  return { ...event, payload };
}

// Runs to the end; each environment that waits is put before a person once.
async function attend(handle: RunHandle, options: StageOptions): Promise<RunReport> {
  const asked = new Set<string>();
  const cancel = (): void => handle.cancel();
  options.signal.addEventListener('abort', cancel, { once: true });
  const progress = { isOver: false };
  const done = handle.done.finally(() => (progress.isOver = true));
  while (!progress.isOver) {
    for (const environment of handle.waiting()) {
      if (asked.has(environment)) continue;
      asked.add(environment);
      await answerReview(handle, environment, options);
    }
    await Promise.race([done, new Promise((resolve) => setTimeout(resolve, lookMs))]);
  }
  options.signal.removeEventListener('abort', cancel);
  return done;
}

async function answerReview(
  handle: RunHandle,
  environment: string,
  { simulation, timeline, answer }: StageOptions,
): Promise<void> {
  const { repository, name } = handle.report();
  const subject = `run ${handle.id} of ${name}`;
  const { login, isApproved } = await answer({ repository, runId: handle.id, environment, subject });
  const state = isApproved ? 'approved' : 'rejected';
  simulation.github.hub.review(repository, handle.id, { environment, login, state, comment: state });
  timeline.tell(`${login} ${state} the deployment to "${environment}"`);
}

function assertConclusion(
  { name, conclusion, problems, jobs }: RunReport,
  expected: RunReport['conclusion'],
): void {
  if (conclusion === expected) return;
  const errors = jobs.flatMap(({ annotations }) =>
    annotations.filter(({ level }) => level === 'error').map(({ message }) => message),
  );
  const why = [...problems, ...errors].slice(0, 3).join('; ');
  throw new Error(
    `"${name}" ended with ${String(conclusion)}, and should have with ${String(expected)}: ${why}`,
  );
}
