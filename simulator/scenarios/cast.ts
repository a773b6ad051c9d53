import { repository } from '../estate/index.ts';
import type { Job } from '../runner/index.ts';
import type { Stage } from './types.ts';

/** What a job may do that reads policy, reviews and runs, and signs in to Azure. */
const full: Job['permissions'] = {
  'id-token': 'write',
  contents: 'read',
  actions: 'read',
  'pull-requests': 'read',
};

/** The jobs of the story: each is defined by the reusable workflow whose identity it uses. */
export const jobs = {
  import: build('import', 'import.yml', { workflow: 'upstream.yml' }),
  build: build('build', 'build.yml'),
  attest: build('attest', 'provenance.yml'),
  fetch: build('fetch', 'gate.yml'),
  // No identity and no right at all: what scans a hostile image has nothing to give away.
  scan: build('scan', 'gate.yml', { permissions: {} }),
  decide: build('decide', 'gate.yml'),
  page: build('page', 'promote.yml', { runnerGroup: 'management-agents' }),
  promote: build('promote', 'promote.yml', { runnerGroup: 'management-agents', environment: 'promote' }),
  read: build('read', 'drift.yml', { runnerGroup: 'management-agents', workflow: 'nightly.yml' }),
} as const satisfies Readonly<Record<string, JobOfStory>>;

type JobOfStory = Pick<
  Job,
  'jobName' | 'workflow' | 'jobWorkflow' | 'runnerGroup' | 'permissions' | 'environment'
>;

function build(jobName: string, jobWorkflow: string, more: Partial<JobOfStory> = {}): JobOfStory {
  const common = { workflow: 'main.yml', runnerGroup: 'quarantine-build', permissions: full };
  return { jobName, jobWorkflow, ...common, ...more };
}

/** A run of main that jobs belong to. */
export interface MainRun {
  readonly runId: number;
  readonly attempt: number;
  readonly sha: string;
  readonly actor: string;
  readonly triggeringActor: string;
  readonly workspace: string;
  /** Default: those of the job's kind. */
  readonly workflow?: string;
  readonly event?: string;
}

/** Starts a run on the tip of main and checks it out. */
export async function startMainRun(
  stage: Stage,
  order: { readonly sha: string; readonly actor: string; readonly workflow: string; readonly event: string },
): Promise<MainRun> {
  const { hub } = stage.simulation.github;
  const run = hub.startRun(repository.fullName, { ...order, branch: 'main' });
  const workspace = await stage.checkout(repository.fullName, order.sha);
  return {
    runId: run.id,
    attempt: 1,
    sha: order.sha,
    actor: order.actor,
    triggeringActor: order.actor,
    ...{ workspace, workflow: order.workflow, event: order.event },
  };
}

/** A job of a run on main. */
export function buildJob(run: MainRun, kind: keyof typeof jobs): Job {
  const { workflow, event, ...facts } = run;
  return {
    repository: repository.fullName,
    ref: 'refs/heads/main',
    ...jobs[kind],
    ...(workflow === undefined ? {} : { workflow }),
    event: event ?? 'push',
    ...facts,
  };
}
