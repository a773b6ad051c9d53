import type { Bench } from './bench/bench.ts';

/** What of the simulator a judge speaks about, or that it speaks about what the actions write. */
export type Floor =
  | 'Registry'
  | 'ARM, tasks, import, Entra'
  | 'Blobs'
  | 'GitHub'
  | 'Builder'
  | 'Gateway'
  | 'Workflows'
  | 'Documents';

/** One thing that a foreign program says about the simulator. */
export interface Case {
  readonly name: string;
  /** Why the two differ, where they are known to. */
  readonly known?: string;
  /** Too slow for the tests: only `npm run oracles` runs it. */
  readonly isSlow?: boolean;
  /** Throws when program and simulator disagree. */
  run(bench: Bench): Promise<void>;
}

/** A foreign program with what it judges; the export `judge` of a file in `judges/`. */
export interface Judge {
  readonly floor: Floor;
  readonly name: string;
  readonly program: Program;
  readonly cases: readonly Case[];
  /** Runs once before the cases, in the same world. */
  prepare?(bench: Bench): Promise<void>;
}

/** Where a foreign program comes from. */
export interface Program {
  /** Always the same version here; else it is the machine's, and a newer one may have come to agree. */
  readonly isPinned: boolean;
  /** Its full path on this machine or in the cache folder, undefined where it is absent. */
  find(cache: string): string | undefined;
  /** Starts the program. Throws when it does not start. */
  readVersion(file: string): Promise<string>;
  /** How it gets into the cache folder; absent where it cannot be had. */
  readonly installation?: Installation;
  /** Why it cannot be had here, where it cannot. */
  readonly reason?: string;
}

export interface Installation {
  /** The command as a person would type it. */
  readonly command: string;
  /** The programs that it needs. */
  readonly needs: readonly string[];
  install(cache: string): Promise<void>;
}

/** How one case ended. */
export interface Outcome {
  readonly case: string;
  readonly verdict: 'agreed' | 'known difference' | 'disagreed' | 'no longer differs';
  /** The reason of a known difference, or the message of a disagreement. */
  readonly reason?: string;
  readonly durationMs: number;
}

/** What a judge said, or why it could not be asked. */
export type Report = AskedReport | SilentReport;

export interface AskedReport {
  readonly state: 'asked';
  readonly floor: Floor;
  readonly name: string;
  readonly version: string;
  /** {@link Program.isPinned} */
  readonly isPinned: boolean;
  readonly outcomes: readonly Outcome[];
}

export interface SilentReport {
  /** Broken: it is there, and did not start. */
  readonly state: 'absent' | 'broken';
  readonly floor: Floor;
  readonly name: string;
  readonly reason: string;
}
