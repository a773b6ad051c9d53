import type { RunResult } from '../../../lib/action/index.ts';
import { UserError } from '../../../lib/base/errors/index.ts';
import type { Log } from '../../../lib/base/log.ts';
import { classifySubject, listProblems } from '../../../lib/domain/preflight/index.ts';
import type { Expected, Found, Problem } from '../../../lib/domain/preflight/index.ts';
import { gather } from './gather.ts';
import type { Inputs, Outputs } from './inputs.ts';
import type { Deps } from './ports.ts';

/** Reads what GitHub says of the job and its surroundings, and names everything that must not be so. */
export async function run(inputs: Inputs, deps: Deps, log: Log): Promise<RunResult<Outputs>> {
  const { found, failures } = await log.group('Read back what protects this job', () => gather(inputs, deps));
  const problems = [...failures, ...listProblems({ expected: buildExpected(inputs), job: deps.job, found })];
  for (const problem of problems) log.error(describe(problem));
  return {
    outputs: buildOutputs(found, problems),
    verdict: {
      isFailure: problems.length > 0,
      message:
        problems.length === 0
          ? 'The job runs where and as it must'
          : `PREFLIGHT_FAILED: ${problems.length} checks failed, each with an error of its own; nothing was done`,
    },
  };
}

function buildExpected(inputs: Inputs): Expected {
  const { events, workflow, environment, runnerGroup, subjectForm } = inputs;
  return { events, workflow, environment, runnerGroup, subjectForm };
}

function describe({ code, subject, reason }: Problem): string {
  const { message, remedy } = new UserError(code, { subject, reason });
  return `${code}: ${message} — ${remedy}`;
}

function buildOutputs({ claims, repository }: Found, problems: readonly Problem[]): Outputs {
  return {
    problems: JSON.stringify(problems),
    subject: claims?.sub ?? '',
    subjectForm: claims === undefined ? '' : classifySubject(claims).form,
    workflowRef: claims?.job_workflow_ref ?? '',
    workflowCommit: claims?.job_workflow_sha ?? '',
    branch: repository?.defaultBranch ?? '',
  };
}
