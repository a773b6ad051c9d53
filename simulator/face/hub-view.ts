import type { RunReport } from '../runner/index.ts';
import { adopter } from '../seed/index.ts';
import { repository } from '../estate/index.ts';
import type { Simulation } from '../simulation.ts';

/** What github.com would show: the runs of workflow files, who let them go on, and what was said in pull requests. */
export interface HubView {
  readonly runs: readonly RunView[];
  readonly comments: readonly CommentView[];
}

export interface RunView {
  readonly report: RunReport;
  readonly approvals: readonly {
    readonly user: string;
    readonly state: string;
    readonly environment: string;
  }[];
}

export interface CommentView {
  readonly repository: string;
  readonly number: number;
  readonly user: string;
  /** Markdown. */
  readonly body: string;
}

/** Reads runs and comments of the repositories of the stories. */
export function readHub({ runner, github }: Pick<Simulation, 'runner' | 'github'>): HubView {
  const names = [repository.fullName, adopter];
  return {
    runs: names.flatMap((name) =>
      runner.runs(name).map((report) => {
        const stored = github.hub.findRepository(name)?.runs.find(({ id }) => id === report.id);
        return { report, approvals: stored?.approvals ?? [] };
      }),
    ),
    comments: names.flatMap((name) =>
      (github.hub.findRepository(name)?.comments ?? []).map(({ number, user, body }) => ({
        ...{ repository: name, number, user, body },
      })),
    ),
  };
}
