import { join } from 'node:path';
import type { Timeline } from '../face/index.ts';
import type { StepResult, StepWatch } from '../runner/index.ts';
import type { Simulation } from '../simulation.ts';
import type { PlayedStep, ReviewRequest, Stage, StepRecord } from './types.ts';

export interface StageOptions {
  readonly simulation: Simulation;
  readonly timeline: Timeline;
  /** The folder that holds `actions/` and `dist/`. */
  readonly suiteFolder: string;
  /** Checkouts are made below this. */
  readonly workspaces: string;
  /** Who answers a review, and how. */
  answer(request: ReviewRequest): Promise<{ readonly login: string; readonly isApproved: boolean }>;
  readonly signal: AbortSignal;
}

/** Opens a stage; `records` grows with every step that is played. */
export function openStage(options: StageOptions): {
  readonly stage: Stage;
  readonly records: readonly StepRecord[];
} {
  const records: StepRecord[] = [];
  const { simulation, timeline } = options;
  let checkouts = 0;
  const stage: Stage = {
    simulation,
    suiteFolder: options.suiteFolder,
    async checkout(repository, sha) {
      checkouts += 1;
      const folder = join(options.workspaces, String(checkouts));
      await simulation.github.git.checkout(repository, sha, folder);
      return folder;
    },
    async play(step) {
      options.signal.throwIfAborted();
      const startedAt = simulation.world.clock.now();
      timeline.startStep(step.title, step.action);
      const result = await simulation.host.runStep(
        { action: join(options.suiteFolder, 'actions', step.action), with: step.with },
        step.job,
        watch(step, options),
      );
      const { title, action, job } = step;
      records.push({
        title,
        action,
        runId: job.runId,
        job: job.jobName,
        startedAt,
        inputs: step.with,
        result,
      });
      timeline.endStep(result);
      options.signal.throwIfAborted();
      assertEnd(step, result);
      if (step.expectedCode !== undefined) timeline.tell(`refused, as it must be: ${step.expectedCode}`);
      return result;
    },
    review: (request) => review(options, request),
    tell: timeline.tell,
  };
  return { stage, records };
}

function watch({ cancelAt }: PlayedStep, { signal, timeline }: StageOptions): StepWatch {
  const job = new AbortController();
  return {
    signal: AbortSignal.any([signal, job.signal]),
    onLine(line) {
      timeline.showLine(line);
      if (cancelAt === undefined || job.signal.aborted || !line.includes(cancelAt)) return;
      timeline.tell('the job is cancelled');
      job.abort();
    },
  };
}

function assertEnd(step: PlayedStep, { conclusion, annotations }: StepResult): void {
  const { title, expectedCode, cancelAt } = step;
  const failure = expectedCode === undefined ? 'success' : 'failure';
  const expected = cancelAt === undefined ? failure : 'cancelled';
  const codes = annotations.filter(({ level }) => level === 'error').map(({ message }) => message);
  const hasCode = expectedCode === undefined || codes.some((text) => text.startsWith(`${expectedCode}:`));
  if (conclusion === expected && hasCode) return;
  const wanted = expectedCode === undefined ? expected : `${expected} with ${expectedCode}`;
  throw new Error(`"${title}" ended with ${conclusion}, and should have with ${wanted}`);
}

async function review({ simulation, timeline, answer }: StageOptions, request: ReviewRequest): Promise<void> {
  const { repository, runId, environment } = request;
  const { hub } = simulation.github;
  hub.requestApproval(repository, { runId, environment });
  const { login, isApproved } = await answer(request);
  const state = isApproved ? 'approved' : 'rejected';
  hub.review(repository, runId, { environment, login, state, comment: `${state} ${request.subject}` });
  timeline.tell(`${login} ${state} the deployment to "${environment}"`);
  // GitHub fails the job without starting it (GitHub docs, "Reviewing deployments").
  if (!isApproved)
    throw new Error(`the deployment to "${environment}" was rejected, so its job does not start`);
}
