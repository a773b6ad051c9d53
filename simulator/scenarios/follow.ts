import { isJson } from '../../lib/base/canonical-json.ts';
import { repository } from '../estate/index.ts';
import { isObject } from '../runner/index.ts';
import type { RunHandle, RunReport, WorkflowEvent } from '../runner/index.ts';
import type { HubEvent } from '../github/index.ts';
import { answerReview } from './answer-review.ts';
import type { Reviews } from './answer-review.ts';
import { recordRuns } from './record-runs.ts';
import { StoryEndError } from './scanner.ts';
import type { Happening, StageOptions, StepRecord } from './types.ts';

/** How often a run is looked at for a deployment that waits, in ms. */
const lookMs = 50;

/** Plays what somebody does on github.com, and every workflow run that comes of it, to the end. */
export async function follow(
  happening: Happening,
  options: StageOptions,
  records: StepRecord[],
): Promise<readonly RunReport[]> {
  const { simulation, signal, timeline } = options;
  const { expected = 'success' } = happening;
  signal.throwIfAborted();
  const stopTelling = simulation.watchRuns(timeline.showRun);
  const stopRecording = recordRuns(options, records);
  try {
    const handles = await start(options, happening);
    const reviews: Reviews = { reviewers: happening.reviewers ?? {}, records, rejections: [] };
    const reports = await Promise.all(handles.map((handle) => attend(handle, options, reviews)));
    signal.throwIfAborted();
    // Somebody who plays the reviewer may say no: an ending of its own, and no fault.
    if (reviews.rejections.length > 0) throw new StoryEndError(reviews.rejections.join(', '));
    for (const report of reports) assertConclusion(report, expected);
    return reports;
  } finally {
    stopTelling();
    stopRecording();
  }
}

async function start(
  { simulation }: StageOptions,
  { act, dispatch, inputs = {} }: Happening,
): Promise<readonly RunHandle[]> {
  const started: RunHandle[] = [];
  if (act !== undefined)
    for (const event of await listen(simulation, act))
      started.push(...(await simulation.runner.dispatch(toWorkflowEvent(event))));
  if (dispatch !== undefined)
    started.push(await simulation.runner.start(dispatch, await buildDispatch(simulation, inputs)));
  if (started.length === 0) throw new Error('nothing listens to what happened');
  return started;
}

type Simulated = StageOptions['simulation'];

async function listen({ github }: Simulated, act: () => Promise<unknown>): Promise<readonly HubEvent[]> {
  const events: HubEvent[] = [];
  const stop = github.hub.on((event) => void events.push(event));
  try {
    await act();
  } finally {
    stop();
  }
  return events.filter(({ isFromJob }) => !isFromJob);
}

async function buildDispatch(
  { github }: Simulated,
  inputs: Readonly<Record<string, string>>,
): Promise<WorkflowEvent> {
  const { fullName, defaultBranch } = repository;
  const ref = `refs/heads/${defaultBranch}`;
  const sha = await github.git.tip(fullName, ref);
  if (sha === undefined) throw new Error(`${fullName} has no ${ref}`);
  const event = { name: 'workflow_dispatch', repository: fullName, ref, sha };
  return { ...event, actor: 'platform-engineer', payload: { inputs } };
}

// The payload is a webhook's body: what JSON can say, and nothing else.
function toWorkflowEvent(event: HubEvent): WorkflowEvent {
  const payload: unknown = JSON.parse(JSON.stringify(event.payload));
  if (!isJson(payload) || !isObject(payload)) throw new Error(`the payload of ${event.name} is no object`);
  return { ...event, payload };
}

// Runs to the end; each environment that waits is put before a person once.
async function attend(handle: RunHandle, options: StageOptions, reviews: Reviews): Promise<RunReport> {
  const asked = new Set<string>();
  const cancel = (): void => handle.cancel();
  options.signal.addEventListener('abort', cancel, { once: true });
  const progress = { isOver: false };
  const done = handle.done.finally(() => (progress.isOver = true));
  while (!progress.isOver) {
    for (const environment of handle.waiting()) {
      if (asked.has(environment)) continue;
      asked.add(environment);
      await answerReview(handle, environment, options, reviews);
    }
    await Promise.race([done, new Promise((resolve) => setTimeout(resolve, lookMs))]);
  }
  options.signal.removeEventListener('abort', cancel);
  return done;
}

function assertConclusion(report: RunReport, expected: NonNullable<Happening['expected']>): void {
  const { name, conclusion, problems, jobs } = report;
  const wanted = typeof expected === 'function' ? expected(report) : expected;
  if (conclusion === wanted) return;
  const errors = jobs.flatMap(({ annotations }) =>
    annotations.filter(({ level }) => level === 'error').map(({ message }) => message),
  );
  const why = [...problems, ...errors].slice(0, 3).join('; ');
  throw new Error(
    `"${name}" ended with ${String(conclusion)}, and should have with ${String(wanted)}: ${why}`,
  );
}
