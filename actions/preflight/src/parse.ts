import { InputProblem } from '../../../lib/action/index.ts';

const eventPattern = /^[a-z][a-z_]{1,49}$/;
const filePattern = /^(?:\.github\/workflows\/)?([\w][\w.-]{0,99}\.ya?ml)$/;

/** Events that nobody can mean: they run code of strangers with the rights of the default branch. */
const forbidden = ['pull_request_target', 'workflow_run', 'issue_comment'];

/** Names of events; at least one, and none that hands the job to strangers. */
export function parseEvents(text: string): readonly string[] {
  const names = text.split(/[\s,]+/).filter((name) => name !== '');
  const wrong = names.find((name) => !eventPattern.test(name));
  if (wrong !== undefined || names.length === 0)
    throw new InputProblem(`"${wrong ?? text}" is no event`, 'event names such as `push, workflow_dispatch`');
  const risky = names.find((name) => forbidden.includes(name));
  if (risky === undefined) return names;
  throw new InputProblem(
    `"${risky}" lets strangers start a privileged job`,
    'events that only people with write access cause, e.g. `push`',
  );
}

/** The path of a workflow file. */
export function parseWorkflow(text: string): string {
  const [, name] = filePattern.exec(text) ?? [];
  if (name !== undefined) return `.github/workflows/${name}`;
  throw new InputProblem(`"${text}" is no workflow file`, 'a name such as `promote.yml`');
}
