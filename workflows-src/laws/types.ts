import type { Place, Source } from './source.ts';

/** What a law found. */
export interface Finding {
  readonly law: string;
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** What an action or a reusable workflow takes and gives. */
export interface Contract {
  readonly inputs: Readonly<Record<string, { readonly required: boolean; readonly type?: string }>>;
  readonly outputs: readonly string[];
}

/** What the laws know beside the file that they judge. */
export interface House {
  /** `owner/name` of the repository. */
  readonly repository: string;
  /** Third-party actions by `owner/name`. */
  readonly pins: Readonly<Record<string, { readonly sha: string; readonly version: string }>>;
  /** The inputs that may be given to third-party actions. */
  readonly thirdParty: Readonly<Record<string, Readonly<Record<string, true>>>>;
  /** Own actions by name. */
  readonly actions: ReadonlyMap<string, Contract>;
  /** Workflows by file name. */
  readonly workflows: ReadonlyMap<string, WorkflowView>;
}

/** A step as the laws see it. */
export interface StepView {
  readonly place: Place;
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly uses: string | undefined;
  readonly run: string | undefined;
  /** `shell:`. */
  readonly interpreter: string | undefined;
  readonly if: string | undefined;
  readonly continues: boolean;
  readonly with: Readonly<Record<string, unknown>>;
}

/** A job as the laws see it. */
export interface JobView {
  readonly id: string;
  readonly place: Place;
  readonly name: string | undefined;
  readonly needs: readonly string[];
  readonly if: string | undefined;
  readonly uses: string | undefined;
  readonly with: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly environment: unknown;
  readonly concurrency: unknown;
  readonly runsOn: unknown;
  readonly timeout: unknown;
  readonly steps: readonly StepView[];
  readonly raw: Readonly<Record<string, unknown>>;
}

/** A workflow as the laws see it. */
export interface WorkflowView {
  readonly source: Source;
  readonly events: readonly string[];
  readonly contract: Contract | undefined;
  readonly permissions: unknown;
  readonly concurrency: unknown;
  readonly jobs: readonly JobView[];
  readonly raw: Readonly<Record<string, unknown>>;
}

/** What breaks a law, by its place. */
export interface Breach {
  readonly place: Place;
  readonly message: string;
}

/** A rule that every workflow keeps. */
export interface Law {
  readonly id: string;
  /** Why it stands. */
  readonly why: string;
  judge(workflow: WorkflowView, house: House): readonly Breach[];
}
