import type { GeneratedWorkflowTypes as Github } from '@github-actions-workflow-ts/lib';
import type { Expression, Value } from './expression.ts';

export type PermissionName = keyof Github.PermissionsEvent;

/** What a token may do, with the reason that becomes the comment beside it. */
export type Permissions = Readonly<Partial<Record<PermissionName, readonly ['read' | 'write', string]>>>;

export interface Concurrency {
  readonly group: Value;
  readonly 'cancel-in-progress': boolean;
  /** `max` keeps up to 100 runs waiting in order: https://github.blog/changelog/2026-05-07-github-actions-concurrency-groups-now-allow-larger-queues/ */
  readonly queue?: Github.Concurrency['queue'];
}

/** A step of a job; made by an action's function or by `run`. */
export interface Step {
  readonly id?: string;
  readonly name: string;
  readonly if?: Expression;
  readonly uses?: string;
  /** Behind `uses`: the version that its commit was tagged as. */
  readonly version?: string;
  readonly with?: Readonly<Record<string, Value>>;
  readonly env?: Readonly<Record<string, Value>>;
  readonly run?: string;
}

export interface Strategy {
  readonly failFast: boolean;
  readonly maxParallel?: number;
  readonly matrix: Readonly<Record<string, Expression | readonly (string | number)[]>>;
}

/** Where a job runs: a label of GitHub's own runners, or a group of self-hosted ones. */
export type Runner = Value | { readonly group: Value; readonly labels: Value };

interface JobBase {
  readonly id: string;
  readonly name: Value;
  readonly needs: readonly JobHandle[];
  readonly if?: Expression;
  readonly permissions: Permissions;
  readonly concurrency?: Concurrency;
  readonly strategy?: Strategy;
}

/** A job that runs steps. */
export interface StepsJob extends JobBase {
  readonly kind: 'steps';
  readonly runsOn: Runner;
  readonly environment?: string;
  readonly timeoutMinutes: Value;
  readonly declared: Readonly<Record<string, Value>>;
  readonly steps: readonly Step[];
}

/** A job that calls a reusable workflow. */
export interface CallJob extends JobBase {
  readonly kind: 'call';
  readonly uses: string;
  /** Behind `uses`: the version that its commit was tagged as. */
  readonly version?: string;
  readonly with: Readonly<Record<string, Value>>;
}

export type Job = StepsJob | CallJob;

/** A job as others refer to it. */
export interface JobHandle<Output extends string = string> {
  readonly job: Job;
  /** `success`, `failure`, `cancelled` or `skipped`. */
  readonly result: Expression;
  readonly outputs: Readonly<Record<Output, Expression>>;
}

/** An input of a reusable workflow or of a manual start. */
export interface InputDeclaration {
  readonly description: string;
  readonly type: 'string' | 'boolean' | 'number';
  readonly required?: true;
  readonly default?: string | number | boolean;
}

export type InputDeclarations = Readonly<Record<string, InputDeclaration>>;

export interface OutputDeclaration {
  readonly description: string;
  readonly value: Expression;
}

/** What starts a workflow. */
export interface Triggers {
  readonly pull_request?: { readonly branches?: readonly string[]; readonly types?: readonly string[] };
  readonly push?: { readonly branches: readonly string[]; readonly paths?: readonly string[] };
  readonly merge_group?: { readonly types: readonly ['checks_requested'] };
  readonly schedule?: readonly { readonly cron: string }[];
  readonly workflow_dispatch?: { readonly inputs?: InputDeclarations };
}

/** A workflow file. */
export interface Workflow {
  /** In `.github/workflows`. */
  readonly file: string;
  readonly name: string;
  /** Says what it is for; becomes the comment at its head. */
  readonly about: string;
  readonly runName?: Value;
  readonly on: Triggers | undefined;
  readonly call?: {
    readonly inputs: InputDeclarations;
    readonly outputs: Readonly<Record<string, OutputDeclaration>>;
  };
  readonly concurrency?: Concurrency;
  readonly jobs: readonly JobHandle[];
}
