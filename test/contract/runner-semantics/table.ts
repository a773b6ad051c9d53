import type { RunReport, WorkflowEvent } from '../../../simulator/runner/index.ts';
import type { RunnerBench } from '../../../simulator/runner/testing/bench.ts';

/** One documented behaviour: what is looked at in a run that really happened, and what it must be. */
export interface Row {
  readonly does: string;
  /** Page and section of https://docs.github.com/en/actions/. */
  readonly docs: string;
  see(seen: RunReport): unknown;
  readonly expected: unknown;
}

/** Rows that look at the same run. */
export interface Group {
  readonly name: string;
  play(bench: RunnerBench): Promise<RunReport>;
  readonly rows: readonly Row[];
}

const folder = 'reference/workflows-and-actions';

/** The pages that rows cite. */
export const pages = {
  syntax: `${folder}/workflow-syntax`,
  expressions: `${folder}/expressions`,
  contexts: `${folder}/contexts`,
  commands: `${folder}/workflow-commands`,
  variables: `${folder}/variables`,
  events: `${folder}/events-that-trigger-workflows`,
  metadata: `${folder}/metadata-syntax`,
  reuse: 'reference/workflows-and-actions/reusing-workflow-configurations',
  cancel: 'reference/workflows-and-actions/workflow-cancellation',
  environments: 'reference/workflows-and-actions/deployments-and-environments',
  token: 'concepts/security/github_token',
  rerun: 'how-tos/manage-workflow-runs/re-run-workflows-and-jobs',
  skip: 'how-tos/manage-workflow-runs/skip-workflow-runs',
  oidc: 'reference/security/oidc',
  secure: 'reference/security/secure-use',
  artifacts: 'tutorials/store-and-share-data',
  runners: 'how-tos/manage-runners/self-hosted-runners/use-in-a-workflow',
} as const;

/** Makes the rows of one page. */
export function on(page: keyof typeof pages) {
  return (section: string, does: string, see: Row['see'], expected: unknown): Row => ({
    does,
    docs: `${pages[page]}#${section}`,
    see,
    expected,
  });
}

/** A group whose rows look at one workflow, `.github/workflows/w.yml`. */
export function group(
  name: string,
  workflow: string,
  rows: readonly Row[],
  setting: {
    readonly files?: Readonly<Record<string, string>>;
    readonly event?: Partial<WorkflowEvent>;
  } = {},
): Group {
  return {
    name,
    rows,
    async play(bench) {
      if (setting.files !== undefined) await bench.commit(setting.files);
      return bench.play(workflow, setting.event);
    },
  };
}

function findJob(seen: RunReport, key: string) {
  const found = seen.jobs.find((job) => job.key === key);
  if (found !== undefined) return found;
  const known = seen.jobs.map((job) => job.key).join(', ');
  throw new Error(`no job "${key}" among ${known}; ${seen.problems.join('; ')}`);
}

/** How a job ended. */
export function result(key: string) {
  return (seen: RunReport): unknown => findJob(seen, key).conclusion;
}

/** An output of a job. */
export function output(key: string, name: string) {
  return (seen: RunReport): unknown => findJob(seen, key).outputs[name];
}

/** What a step printed, lines joined by `|`; steps by name. */
export function log(key: string, step: string) {
  return (seen: RunReport): unknown =>
    findJob(seen, key)
      .steps.find(({ name }) => name === step)
      ?.log.join('|');
}

/** Outcome and conclusion of a step. */
export function ended(key: string, step: string) {
  return (seen: RunReport): unknown => {
    const found = findJob(seen, key).steps.find(({ name }) => name === step);
    return found === undefined ? undefined : `${found.outcome}/${found.conclusion}`;
  };
}

/** Levels of the annotations of a job. */
export function levels(key: string) {
  return (seen: RunReport): unknown => findJob(seen, key).annotations.map(({ level }) => level);
}

/** The permissions of a job's token. */
export function granted(key: string) {
  return (seen: RunReport): unknown => findJob(seen, key).permissions;
}

/** How the run ended. */
export function conclusion(seen: RunReport): unknown {
  return seen.conclusion;
}

/** The names of the steps that really ran, in order. */
export function ran(key: string) {
  return (seen: RunReport): unknown =>
    findJob(seen, key)
      .steps.filter((step) => step.conclusion !== 'skipped')
      .map(({ name }) => name);
}

/** How many jobs have keys of this form. */
export function keys(seen: RunReport): unknown {
  return seen.jobs.map(({ key }) => key).sort();
}

/** Lines of a mapping, indented: `outputs` of a job made from expressions. */
export function outputsOf(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, text]) => `      ${name}: ${JSON.stringify(text)}`)
    .join('\n');
}
