import { field } from '../documents/index.ts';
import { buildFunctions, evaluateCondition } from '../expressions/index.ts';
import type { Json, Scope, Status } from '../expressions/index.ts';
import { buildGithubContext } from './contexts.ts';
import { runLegs } from './legs.ts';
import type { JobEnd, Level } from './level.ts';
import type { JobPlan, WorkflowPlan } from './plan.ts';

/** Runs the jobs of a workflow, each as soon as what it needs has ended. */
export async function runGraph(level: Level): Promise<ReadonlyMap<string, JobEnd>> {
  const ends = new Map<string, JobEnd>();
  const started = new Map<string, Promise<JobEnd>>();
  const start = (job: JobPlan): Promise<JobEnd> => {
    const known = started.get(job.document.id);
    if (known !== undefined) return known;
    const needed = level.plan.jobs.filter(({ document }) => job.document.needs.includes(document.id));
    const promise = Promise.all(needed.map(start)).then(async () => {
      const end = await runJob(level, job, ends);
      ends.set(job.document.id, end);
      return end;
    });
    started.set(job.document.id, promise);
    return promise;
  };
  await Promise.all(level.plan.jobs.map(start));
  return ends;
}

async function runJob(level: Level, job: JobPlan, ends: ReadonlyMap<string, JobEnd>): Promise<JobEnd> {
  const needs = job.document.needs.flatMap((id) => ends.get(id) ?? []);
  const isFresh = level.isForced || needs.some((each) => each.isFresh);
  const statusOf = (): Status => readStatus(level, job, ends);
  return runLegs({ level, job, isFresh, scope: () => openJobScope(level, job, { ends, statusOf }), holds });

  function holds(): boolean {
    const scope = openJobScope(level, job, { ends, statusOf });
    return evaluateCondition(field(job.document.token, 'if'), scope);
  }
}

// "A failure or skip applies to all jobs in the dependency chain from the point of failure or skip onwards."
// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idneeds
function readStatus({ run, signal, plan }: Level, job: JobPlan, ends: ReadonlyMap<string, JobEnd>): Status {
  if (run.cancel.signal.aborted || signal.aborted) return 'cancelled';
  const results = listAncestors(plan, job).map((id) => ends.get(id)?.result ?? 'success');
  if (results.includes('failure')) return 'failure';
  // cancelled() speaks of the run; a needed job that was ended alone is neither a success nor a failure.
  return results.every((each) => each === 'success') ? 'success' : 'skipped';
}

function listAncestors(plan: WorkflowPlan, { document }: JobPlan): readonly string[] {
  const above = document.needs.flatMap((id) => {
    const found = plan.jobs.find((each) => each.document.id === id);
    return found === undefined ? [] : [id, ...listAncestors(plan, found)];
  });
  return [...new Set(above)];
}

interface ScopeSource {
  readonly ends: ReadonlyMap<string, JobEnd>;
  statusOf(): Status;
}

function openJobScope(level: Level, job: JobPlan, { ends, statusOf }: ScopeSource): Scope {
  const needs = job.document.needs.map((id): [string, Json] => {
    const { result, outputs } = ends.get(id) ?? { result: 'success', outputs: {} };
    return [id, { result, outputs }];
  });
  const contexts = {
    github: { ...buildGithubContext(level.run), job: job.document.id },
    inputs: level.inputs,
    vars: level.run.repository.vars ?? {},
    needs: Object.fromEntries(needs),
  };
  return { contexts, functions: buildFunctions({ status: statusOf }) };
}
