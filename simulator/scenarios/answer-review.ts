import type { RunHandle } from '../runner/index.ts';
import type { StageOptions, StepRecord } from './types.ts';

/** What the reviews of a story need, and which of them were answered with no. */
export interface Reviews {
  /** Who reviews an environment, where the story has one person in mind. */
  readonly reviewers: Readonly<Record<string, string>>;
  readonly records: readonly StepRecord[];
  readonly rejections: string[];
}

/** Puts an environment that a run waits for before a person, with the page that was written for them. */
export async function answerReview(
  handle: RunHandle,
  environment: string,
  { simulation, timeline, answer }: StageOptions,
  { reviewers, records, rejections }: Reviews,
): Promise<void> {
  const { repository, jobs } = handle.report();
  const waiting = jobs.filter((job) => job.status === 'waiting' && job.environment === environment);
  const page = records.findLast(({ action, runId }) => action === 'write-page' && runId === handle.id);
  const reviewer = reviewers[environment];
  const answered = await answer({
    ...{ repository, runId: handle.id, environment },
    subject: waiting.map(({ name }) => name).join(', '),
    ...(page === undefined ? {} : { page: page.result.summary }),
    ...(reviewer === undefined ? {} : { reviewer }),
  });
  const { isApproved, login } = { ...answered, ...(reviewer === undefined ? {} : { login: reviewer }) };
  const state = isApproved ? 'approved' : 'rejected';
  simulation.github.hub.review(repository, handle.id, { environment, login, state, comment: state });
  timeline.tell(`${login} ${state} the deployment to "${environment}"`);
  if (!isApproved) rejections.push(`${login} rejected the deployment to "${environment}"`);
}
