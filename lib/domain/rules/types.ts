import type { Config } from '../config/index.ts';
import type { GateFile, ParsedPolicy } from '../gate/index.ts';
import type { TrustedKeys } from '../statement/index.ts';

/** The repository that the rules stand in, as its API shows it; the GitHub client is one. */
export interface RuleRepository {
  readDefaultBranch(): Promise<string>;
  readBranch(name: string): Promise<{ readonly sha: string; readonly isProtected: boolean }>;
  /** The text of a file at a commit; undefined when the commit has no such file. */
  readFile(path: string, commit: string): Promise<string | undefined>;
}

/** The tip of the protected default branch, read once; every rule comes from this one commit. */
export interface RuleSource {
  readonly branch: string;
  readonly commit: string;
  readFile(path: string): Promise<string | undefined>;
}

/** What may go where and whose word counts, as of one commit of the protected branch. */
export interface Rules {
  readonly branch: string;
  readonly commit: string;
  readonly config: Config;
  /** Its problems make every decision indeterminate. */
  readonly policy: ParsedPolicy;
  /** The policy's text under its path in the repository; `computeDigest(policyFile.text)` is the policy's digest. */
  readonly policyFile: GateFile;
  readonly vex: readonly GateFile[];
  /** Never empty. */
  readonly keys: TrustedKeys;
}
