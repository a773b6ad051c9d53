import type { Timeline } from '../face/timeline.ts';
import type { Job, RunReport, StepResult } from '../runner/index.ts';
import type { Simulation } from '../simulation.ts';
import type { Scanner } from './scanner.ts';

/** A story that the simulated world plays, for people and for tests alike. */
export interface Scenario {
  readonly name: string;
  /** One sentence: what is shown. */
  readonly title: string;
  /** Plays it; throws when a step ends otherwise than the story says. */
  play(stage: Stage): Promise<void>;
}

/** One `uses:` step of the story. */
export interface PlayedStep {
  /** What a person reads in the timeline. */
  readonly title: string;
  /** Folder name below `actions/`. */
  readonly action: string;
  readonly with: Readonly<Record<string, string>>;
  readonly job: Job;
  /** Shows a refusal: the step must fail with this code. */
  readonly expectedCode?: string;
  /** Shows a gate that does not let through: the step must fail with this decision. */
  readonly expectedDecision?: 'fail' | 'indeterminate';
  /** Shows a cancellation: the job is cancelled when a line of the log has this text. */
  readonly cancelAt?: string;
}

/** A step that was played. */
export interface StepRecord {
  readonly title: string;
  readonly action: string;
  readonly runId: number;
  readonly job: string;
  readonly startedAt: number;
  readonly inputs: Readonly<Record<string, string>>;
  readonly result: StepResult;
}

/** A deployment that waits for a person. */
export interface ReviewRequest {
  readonly repository: string;
  readonly runId: number;
  readonly environment: string;
  /** What the person is asked to let through. */
  readonly subject: string;
  /** The promotion page, Markdown, where one was written. */
  readonly page?: string;
  /** Whom the story has in mind; whoever answers where absent. */
  readonly reviewer?: string;
}

/** Something that starts workflows: what somebody does on github.com, or a workflow that is started by hand. */
export interface Happening {
  act?(): Promise<unknown>;
  /** A file of `.github/workflows`, run on main. */
  readonly dispatch?: string;
  /** What is typed in for it. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Who reviews an environment, where the story has one person in mind. */
  readonly reviewers?: Readonly<Record<string, string>>;
  /** How the runs must end, or how a run must; default: success. */
  readonly expected?: RunReport['conclusion'] | ((run: RunReport) => RunReport['conclusion']);
}

/** What a scenario plays on. */
export interface Stage {
  readonly simulation: Simulation;
  /** The folder that holds `actions/`, `dist/` and `workload/`. */
  readonly suiteFolder: string;
  /** The scanner of the story's runners; throws where the story has to end without one. */
  readonly scanner: () => Promise<Scanner>;
  /** A checkout of the simulated repository at a commit. */
  checkout(repository: string, sha: string): Promise<string>;
  /**
   * Does something on github.com and runs every workflow that listens to it to its end; whoever is asked for a review
   * answers. Throws when a run ends otherwise than `expected` says.
   */
  follow(happening: Happening): Promise<readonly RunReport[]>;
  /** Runs a step; throws when it ends otherwise than the scenario says. */
  play(step: PlayedStep): Promise<StepResult>;
  /** Lets a reviewer answer: scripted, or asked in the terminal. */
  review(request: ReviewRequest): Promise<void>;
  /** Lets simulated time pass; the daily run of the new day leaves fresh databases. */
  pass(ms: number, what: string): Promise<void>;
  /** Says what happens beside the steps. */
  tell(text: string): void;
}

/** What a stage is opened with. */
export interface StageOptions {
  readonly simulation: Simulation;
  readonly timeline: Timeline;
  /** The folder that holds `actions/` and `dist/`. */
  readonly suiteFolder: string;
  /** Checkouts are made below this. */
  readonly workspaces: string;
  /** Who answers a review, and how. */
  answer(request: ReviewRequest): Promise<{ readonly login: string; readonly isApproved: boolean }>;
  readonly signal: AbortSignal;
}
