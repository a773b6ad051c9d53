import type { Job } from '../runner/types.ts';
import { repository } from './github.ts';

/** A job of the repository on main, as a push there starts it; what the caller names replaces the rest. */
export function describeJob(job: Partial<Job> & Pick<Job, 'workflow' | 'workspace'>): Job {
  return {
    repository: repository.fullName,
    event: 'push',
    ref: `refs/heads/${repository.defaultBranch}`,
    sha: '0'.repeat(40),
    actor: 'platform-engineer',
    triggeringActor: 'platform-engineer',
    runId: 1,
    attempt: 1,
    jobName: 'job',
    permissions: { contents: 'read', 'id-token': 'write' },
    runnerGroup: 'quarantine-build',
    ...job,
  };
}
