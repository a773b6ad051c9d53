import { choice, defineInputs, defineOutputs, jobToken, text } from '../../../lib/action/index.ts';
import type { InputsOf, OutputsOf } from '../../../lib/action/index.ts';
import { parseEvents, parseWorkflow } from './parse.ts';

/** What the action does, in one sentence. */
export const description = 'Check, before a privileged job does anything, that it runs where and as it must.';

/** The inputs of preflight. */
export const inputs = defineInputs({
  events: text({
    description:
      'The events that may start the job. `pull_request` stands for pull requests that come from no fork.',
    required: true,
    form: 'event names, separated by commas or one a line',
    parse: parseEvents,
  }),
  workflow: text({
    description:
      'The workflow file that defines the job, e.g. `promote.yml`. The OIDC token has to name it on the default branch, or in another repository by its commit.',
    required: true,
    form: 'a file name, or its path from `.github/workflows/`',
    parse: parseWorkflow,
  }),
  environment: text({
    description:
      'The environment that the job has to run in; its settings are read back and have to protect.',
  }),
  'runner-group': text({ description: 'The runner group that the job has to run in.' }),
  'tenant-id': text({ description: 'An Entra tenant whose clock the runner’s is compared with.' }),
  'subject-form': choice({
    description:
      'The form that the OIDC subject has to have: with names alone, or with ids (GitHub’s default since July 2026).',
    values: ['any', 'old', 'immutable'],
    default: 'any',
  }),
  'github-token': jobToken({
    description: 'Token of this job with `contents: read` and `actions: read`.',
  }),
});

/** The outputs of preflight. */
export const outputs = defineOutputs({
  problems: {
    description: 'JSON list of what is wrong: `code`, `subject`, `reason`. `[]` when the job may go on.',
  },
  subject: { description: 'The subject of the job’s OIDC token; the federated credential has to have it.' },
  'subject-form': { description: '`old`, `immutable` or `other`.' },
  'workflow-ref': { description: 'The workflow file that defines the job, as the token names it.' },
  'workflow-commit': { description: 'The commit of that file.' },
  branch: { description: 'The default branch.' },
});

/** The parsed inputs. */
export type Inputs = InputsOf<typeof inputs>;

/** The outputs, all text. */
export type Outputs = OutputsOf<typeof outputs>;
