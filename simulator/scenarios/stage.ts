import { join } from 'node:path';
import type { StepResult, StepWatch } from '../runner/index.ts';
import { refreshTools } from '../upstream/scanner-db/index.ts';
import { follow } from './follow.ts';
import { assertNotInLive } from './images.ts';
import { StoryEndError, findScanner } from './scanner.ts';
import type { Scanner } from './scanner.ts';
import type { PlayedStep, ReviewRequest, Stage, StageOptions, StepRecord } from './types.ts';

/** Opens a stage; `records` grows with every step that is played. */
export function openStage(options: StageOptions): {
  readonly stage: Stage;
  readonly records: readonly StepRecord[];
} {
  const records: StepRecord[] = [];
  const { simulation, timeline, suiteFolder } = options;
  let checkouts = 0;
  let scanner: Promise<Scanner> | undefined;
  const stage: Stage = {
    ...{ simulation, suiteFolder },
    scanner: () => (scanner ??= readScanner(suiteFolder)),
    async checkout(repository, sha) {
      checkouts += 1;
      const folder = join(options.workspaces, String(checkouts));
      await simulation.github.git.checkout(repository, sha, folder);
      return folder;
    },
    follow: (happening) => follow(happening, options, records),
    play: (step) => play(step, options, records),
    review: (request) => review(options, request),
    async pass(ms, what) {
      simulation.world.clock.advance(ms);
      timeline.tell(what);
      await refreshTools(simulation.world, simulation.registries);
    },
    tell: timeline.tell,
  };
  return { stage, records };
}

async function play(step: PlayedStep, options: StageOptions, records: StepRecord[]): Promise<StepResult> {
  const { simulation, timeline, signal, suiteFolder } = options;
  signal.throwIfAborted();
  const startedAt = simulation.world.clock.now();
  timeline.startStep(step.title, step.action);
  const result = await simulation.host.runStep(
    { action: join(suiteFolder, 'actions', step.action), with: step.with },
    step.job,
    watch(step, options),
  );
  const { title, action, job } = step;
  records.push({ title, action, runId: job.runId, job: job.jobName, startedAt, inputs: step.with, result });
  timeline.endStep(result);
  signal.throwIfAborted();
  assertEnd(step, result);
  if (step.expectedDecision !== undefined) tellHeld(step, options);
  if (step.expectedCode !== undefined) timeline.tell(`refused, as it must be: ${step.expectedCode}`);
  return result;
}

function tellHeld({ with: inputs }: PlayedStep, { simulation, timeline }: StageOptions): void {
  const [place = '', digest = ''] = (inputs['image'] ?? '').split('@');
  assertNotInLive(simulation, place.slice(place.indexOf('/') + 1), digest);
  timeline.tell('it stays in quarantine, as it must');
}

async function readScanner(suiteFolder: string): Promise<Scanner> {
  const found = await findScanner(suiteFolder);
  if (found !== undefined) return found;
  throw new StoryEndError('there is no Trivy for this platform: put one into PATH, and nothing is skipped');
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

function assertEnd(step: PlayedStep, { conclusion, annotations, outputs }: StepResult): void {
  const { title, expectedCode, expectedDecision } = step;
  const expected = nameEnd(step);
  const codes = annotations.filter(({ level }) => level === 'error').map(({ message }) => message);
  const hasCode = expectedCode === undefined || codes.some((text) => text.startsWith(`${expectedCode}:`));
  const hasDecision = expectedDecision === undefined || outputs['decision'] === expectedDecision;
  if (conclusion === expected && hasCode && hasDecision) return;
  const reason = expectedCode ?? expectedDecision;
  const wanted = reason === undefined ? expected : `${expected} with ${reason}`;
  throw new Error(`"${title}" ended with ${conclusion}, and should have with ${wanted}`);
}

function nameEnd({ expectedCode, expectedDecision, cancelAt }: PlayedStep): StepResult['conclusion'] {
  if (cancelAt !== undefined) return 'cancelled';
  return expectedCode === undefined && expectedDecision === undefined ? 'success' : 'failure';
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
    throw new StoryEndError(
      `${login} rejected the deployment to "${environment}", so its job does not start`,
    );
}
