// Written by npm run docs from actions/plan-changes/src/inputs.ts.

/** Find out what a change makes necessary: images to build, upstream images to import. */
export interface PlanChangesInputs {
  /** The configuration, relative to the root of the repository. */
  readonly config?: string;
  /** Plan everything, whatever has changed. */
  readonly all?: boolean | `\${{${string}`;
  /** The commit to compare with. When absent, the event says it: where a pull request leaves its base, or what the branch was at before the push. */
  readonly base?: string;
  /** The most jobs of one matrix; GitHub makes no more than 256. */
  readonly 'shard-size'?: number | string;
}

/** The outputs of plan-changes by the names that expressions use. */
export const planChangesOutputs = [
  'images',
  'image-count',
  'shards',
  'imports',
  'import-count',
  'removed',
  'unchanged-count',
  'everything',
  'reason',
  'base',
  'head',
] as const;
