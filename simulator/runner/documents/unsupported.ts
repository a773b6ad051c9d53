import { entries, field, isExpression, renderPlace, text } from './tokens.ts';
import type { Token } from './tokens.ts';
import type { JobDocument, WorkflowDocument } from './types.ts';

/** What GitHub runs and this runner does not, by the key that asks for it. */
const unsupportedJobKeys = ['container', 'services', 'snapshot', 'cancel-timeout-minutes'] as const;
const unsupportedStepKeys = ['background', 'wait', 'wait-all', 'cancel', 'parallel'] as const;
const knownShells = ['bash', 'sh', 'python'] as const;

/** Everything in a workflow file that this runner cannot do as GitHub does, with its place. */
export function listUnsupported(document: WorkflowDocument): readonly string[] {
  const shells = [findShell(document.defaults)];
  return [
    ...shells.flatMap((shell) => checkShell(document.path, shell)),
    ...checkConcurrency(document.path, document.concurrency),
    ...document.jobs.flatMap((job) => checkJob(document.path, job)),
  ];
}

function checkJob(path: string, { token, steps }: JobDocument): readonly string[] {
  return [
    ...unsupportedJobKeys.flatMap((key) => refuseKey(path, token, key)),
    ...checkShell(path, findShell(field(token, 'defaults'))),
    ...checkConcurrency(path, field(token, 'concurrency')),
    ...checkMinutes(path, field(token, 'timeout-minutes')),
    ...steps.flatMap((step) => checkStep(path, step)),
  ];
}

/** The same for one step, of a workflow or of a composite action. */
export function checkStep(path: string, step: Token): readonly string[] {
  const uses = field(step, 'uses');
  const docker = text(uses)?.startsWith('docker://') === true;
  return [
    ...unsupportedStepKeys.flatMap((key) => refuseKey(path, step, key)),
    ...(docker ? [`${renderPlace(path, uses)}: container actions are not supported by this runner`] : []),
    ...checkShell(path, field(step, 'shell')),
    ...checkMinutes(path, field(step, 'timeout-minutes')),
  ];
}

function refuseKey(path: string, token: Token, key: string): readonly string[] {
  const found = entries(token).find(([name]) => name === key)?.[1];
  return found === undefined ? [] : [`${renderPlace(path, found)}: '${key}' is not supported by this runner`];
}

function findShell(defaults: Token | undefined): Token | undefined {
  return field(field(defaults, 'run'), 'shell');
}

function checkShell(path: string, token: Token | undefined): readonly string[] {
  if (token === undefined || isExpression(token)) return [];
  const shell = text(token) ?? '';
  if (isKnownShell(shell)) return [];
  return [`${renderPlace(path, token)}: the shell '${shell}' is not supported by this runner`];
}

/** Whether a step of this shell can be run: one by name, or a command line with `{0}` for the script. */
export function isKnownShell(shell: string): boolean {
  return knownShells.some((known) => known === shell) || shell.includes('{0}');
}

// Workflow syntax, "jobs.<job_id>.steps[*].timeout-minutes": fractional values are not supported.
function checkMinutes(path: string, token: Token | undefined): readonly string[] {
  if (token === undefined || isExpression(token)) return [];
  const minutes = Number(text(token));
  if (Number.isInteger(minutes) && minutes > 0) return [];
  return [`${renderPlace(path, token)}: 'timeout-minutes' is a positive whole number`];
}

// Workflow syntax, "concurrency": `queue: max` cannot be joined with `cancel-in-progress: true`.
function checkConcurrency(path: string, token: Token | undefined): readonly string[] {
  if (text(field(token, 'queue')) !== 'max' || text(field(token, 'cancel-in-progress')) !== 'true') return [];
  return [`${renderPlace(path, token)}: 'queue: max' cannot be combined with 'cancel-in-progress: true'`];
}
