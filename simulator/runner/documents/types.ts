import type { Token } from './tokens.ts';

/** Where a file comes from: a commit of a simulated repository, whose tree stands in a folder. */
export interface Origin {
  /** `owner/name`. */
  readonly repository: string;
  readonly sha: string;
  /** The ref it was asked for by: `refs/heads/main`, `refs/pull/3/merge`, a tag or a commit. */
  readonly ref: string;
  /** The folder that holds the tree of the commit. */
  readonly tree: string;
}

/** A workflow file, checked against GitHub's own schema. */
export interface WorkflowDocument {
  readonly origin: Origin;
  /** `.github/workflows/main.yml`. */
  readonly path: string;
  readonly name: string;
  readonly runName: Token | undefined;
  readonly env: Token | undefined;
  readonly defaults: Token | undefined;
  readonly permissions: Token | undefined;
  readonly concurrency: Token | undefined;
  readonly triggers: ReadonlyMap<string, Token | undefined>;
  readonly jobs: readonly JobDocument[];
}

/** One job of a workflow file; what may hold expressions is still a token. */
export interface JobDocument {
  readonly id: string;
  readonly token: Token;
  readonly needs: readonly string[];
  readonly uses: string | undefined;
  readonly steps: readonly Token[];
}

/** The file cannot be run: every reason with file and line. */
export class WorkflowError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}
