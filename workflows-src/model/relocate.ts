import type { CallJob, Job, JobHandle, StepsJob, Workflow } from './types.ts';

/** Where the suite is, for a workflow of another repository. */
export interface Origin {
  /** `owner/name`. */
  readonly repository: string;
  /** 40 hexadecimal digits. */
  readonly commit: string;
  /** What stands behind the commit. */
  readonly version: string;
}

/** A caller as another repository writes it: the suite's actions and workflows by their full name at one commit. */
export function relocate(workflow: Workflow, origin: Origin): Workflow {
  return { ...workflow, jobs: workflow.jobs.map((handle) => relocateHandle(handle, origin)) };
}

function relocateHandle(handle: JobHandle, origin: Origin): JobHandle {
  return { ...handle, job: relocateJob(handle.job, origin) };
}

function relocateJob(job: Job, origin: Origin): Job {
  return job.kind === 'call' ? relocateCall(job, origin) : relocateSteps(job, origin);
}

function relocateCall(job: CallJob, { repository, commit, version }: Origin): CallJob {
  const file = job.uses.split('/').at(-1)?.split('@')[0] ?? '';
  return { ...job, uses: `${repository}/.github/workflows/${file}@${commit}`, version };
}

function relocateSteps(job: StepsJob, { repository, commit, version }: Origin): StepsJob {
  const steps = job.steps.map((step) => {
    const path = step.uses?.startsWith('$/') === true ? step.uses.slice(2) : undefined;
    return path === undefined ? step : { ...step, uses: `${repository}/${path}@${commit}`, version };
  });
  return { ...job, steps };
}
