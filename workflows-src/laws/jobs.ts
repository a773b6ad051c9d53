import type { JobView, Law, WorkflowView } from './types.ts';
import { isRecord } from './view.ts';

const hosted = ['ubuntu-latest', 'macos-latest', '${{ matrix.os }}'];
const maxMinutes = 180;

/** The only jobs that run in an environment. */
const environments: Readonly<Record<string, string>> = {
  'promote.yml promote': 'promote',
  'break-glass.yml first-approval': 'break-glass-first',
  'break-glass.yml promote': 'break-glass',
  'release.yml publish': 'release',
};

/** Where a promotion goes, as the job said that looked: what was typed in may name the same place twice. */
const promotionGroup = 'promote-${{ needs.page.outputs.target }}';

/** Laws about jobs as a whole. */
export const jobLaws: readonly Law[] = [
  {
    id: 'timeout',
    why: 'A job that hangs holds a runner for six hours.',
    judge: ({ jobs }) =>
      jobs
        .filter(
          ({ uses, timeout }) =>
            uses === undefined && !(Number(timeout) > 0 && Number(timeout) <= maxMinutes),
        )
        .map(({ place }) => ({ place, message: `needs timeout-minutes of at most ${maxMinutes}` })),
  },
  {
    id: 'runner',
    why: 'A label is no boundary, a runner group is; other labels run anywhere or nowhere.',
    judge: ({ jobs }) =>
      jobs
        .filter(({ uses, runsOn }) => uses === undefined && !isKnownRunner(runsOn))
        .map(({ place }) => ({
          place: [...place, 'runs-on'],
          message: 'is neither a runner group nor a hosted runner',
        })),
  },
  {
    id: 'environments',
    why: 'An environment is an identity and an approval; each has its one job.',
    judge: (workflow) =>
      workflow.jobs
        .filter((job) => job.environment !== environments[`${fileOf(workflow)} ${job.id}`])
        .map(({ place }) => ({
          place: [...place, 'environment'],
          message: 'is not the environment that is meant here',
        })),
  },
  {
    id: 'environment-queue',
    why: 'What was approved must neither be cancelled nor overtaken.',
    judge: ({ jobs, concurrency }) =>
      jobs
        .filter(({ environment }) => environment !== undefined)
        .filter((job) => !isQueue(job.concurrency) && !isQueue(concurrency))
        .map(({ place }) => ({ place, message: 'needs concurrency with queue: max and without cancelling' })),
  },
  {
    id: 'promotion-turn',
    why: 'Who starts a run chooses its names; two of them must not promote to one repository at once.',
    judge: ({ jobs }) =>
      jobs
        .filter(({ environment }) => environment === 'promote' || environment === 'break-glass')
        .filter(({ concurrency }) => !isRecord(concurrency) || concurrency['group'] !== promotionGroup)
        .map(({ place }) => ({ place, message: `needs the concurrency group ${promotionGroup}` })),
  },
  {
    id: 'no-containers',
    why: 'An image that a job runs in is code that nobody pinned or scanned.',
    judge: ({ jobs }) =>
      jobs
        .filter(({ raw }) => 'container' in raw || 'services' in raw)
        .map(({ place }) => ({ place, message: 'runs a container' })),
  },
  {
    id: 'no-secrets',
    why: 'Nothing here needs a secret: jobs sign in by their token.',
    judge: ({ jobs, source, raw }) => [
      ...jobs
        .filter((job) => 'secrets' in job.raw)
        .map(({ place }) => ({ place: [...place, 'secrets'], message: 'hands secrets on' })),
      ...source.texts
        .filter(({ text }) => /\$\{\{[^}]*\bsecrets\b/.test(text))
        .map(({ place }) => ({ place, message: 'uses a secret' })),
      ...(isRecord(raw['on']) &&
      isRecord(raw['on']['workflow_call']) &&
      'secrets' in raw['on']['workflow_call']
        ? [{ place: ['on', 'workflow_call', 'secrets'], message: 'takes secrets' }]
        : []),
    ],
  },
  {
    id: 'header',
    why: 'Who edits the YAML loses the change at the next generation.',
    judge: ({ source }) =>
      /^# Written by npm run workflows from workflows-src\/\S+\.ts; change that\.$/m.test(source.head)
        ? []
        : [{ place: [], message: 'does not name its source' }],
  },
];

function fileOf({ source }: WorkflowView): string {
  return source.name.split('/').at(-1) ?? '';
}

function isKnownRunner(runsOn: JobView['runsOn']): boolean {
  if (isRecord(runsOn)) return typeof runsOn['group'] === 'string' && runsOn['group'] !== '';
  return typeof runsOn === 'string' && hosted.includes(runsOn);
}

function isQueue(concurrency: unknown): boolean {
  return (
    isRecord(concurrency) && concurrency['queue'] === 'max' && concurrency['cancel-in-progress'] === false
  );
}
