import type { JsonObject } from '../expressions/index.ts';
import type { WorkflowPlan } from './plan.ts';
import type { Result } from './report.ts';
import type { Run } from './run.ts';

/** One workflow of a run: the one that listens to the event, or one that a job calls. */
export interface Level {
  readonly run: Run;
  readonly plan: WorkflowPlan;
  readonly inputs: JsonObject;
  readonly secrets: Readonly<Record<string, string>>;
  /** What stands before the names and keys of its jobs: `gate / `. */
  readonly prefix: { readonly name: string; readonly key: string };
  /** Ends it with the job that calls it. */
  readonly signal: AbortSignal;
  /** Everything in it runs again, because what the calling job needs did. */
  readonly isForced: boolean;
  /** The concurrency turns that the run and the jobs above hold. */
  readonly holders: readonly unknown[];
  /** Runs the jobs of a level. */
  runGraph(level: Level): Promise<ReadonlyMap<string, JobEnd>>;
}

/** What a job left for those that need it. */
export interface JobEnd {
  readonly result: Result;
  readonly outputs: Readonly<Record<string, string>>;
  /** It ran in this attempt, and was not kept from the one before. */
  readonly isFresh: boolean;
}
