import { path } from '../model/expression.ts';
import type { Expression } from '../model/expression.ts';
import type { Step } from '../model/types.ts';
import { preflight } from './own-actions.ts';

interface Expected {
  /** The file that holds the job, which its token names. */
  readonly file: string;
  readonly events: readonly ('push' | 'pull_request' | 'schedule' | 'workflow_dispatch')[];
  readonly environment?: string;
  /** The input of that name when absent. */
  readonly runnerGroup?: Expression;
}

/** The first step of a job that can sign in as more than a reader: it stops what was not meant to start here. */
export function checkFirst({ file, events, environment, runnerGroup }: Expected): Step {
  return preflight({
    name: 'Check what runs here',
    with: {
      events: events.join(', '),
      workflow: `.github/workflows/${file}`,
      'runner-group': runnerGroup ?? path('inputs', 'runner-group'),
      ...(environment === undefined ? {} : { environment }),
    },
  });
}
