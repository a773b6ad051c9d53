import { formatDuration } from '../../lib/base/time.ts';
import type { JobReport, RunReport, RunnerEvent, StepReport } from '../runner/index.ts';

export interface RunTimelineOptions {
  write(text: string): void;
  readonly hasColour: boolean;
  /** Every step, and every line of it; else steps are told that did not go well. */
  readonly isVerbose: boolean;
}

const marks: Readonly<Record<string, string>> = {
  success: '✓',
  failure: '✗',
  cancelled: '⊘',
  skipped: '–',
  startup_failure: '✗',
};
const colours: Readonly<Record<string, number>> = {
  success: 32,
  failure: 31,
  startup_failure: 31,
  cancelled: 33,
};

/** Tells runs as lines of text while they go on; jobs run side by side, so each line names its job. */
export function createRunTimeline(options: RunTimelineOptions): (event: RunnerEvent) => void {
  const paint = (code: number, text: string): string =>
    options.hasColour ? `\u001b[${code}m${text}\u001b[0m` : text;
  return (event) => {
    if (!options.isVerbose && isDetail(event)) return;
    const line = renderEvent(event, paint);
    if (line !== undefined) options.write(`${line}\n`);
  };
}

// Lines, and steps that went well: their job says so too.
function isDetail(event: RunnerEvent): boolean {
  return event.kind === 'line' || (event.kind === 'step-ended' && event.step.conclusion === 'success');
}

type Paint = (code: number, text: string) => string;

function renderEvent(event: RunnerEvent, paint: Paint): string | undefined {
  switch (event.kind) {
    case 'run-started':
      return `\n${paint(1, event.run.name)}  ${paint(2, describeRun(event.run))}`;
    case 'run-ended':
      return renderEnd(event.run, paint);
    case 'job-waiting':
      return `  ${paint(33, '•')} ${event.job.name} waits for the environment ${event.job.environment ?? ''}`;
    case 'job-started':
      return `  ▶ ${event.job.name}  ${paint(2, `on ${event.job.runner ?? ''}`)}`;
    case 'job-ended':
      return renderJobEnd(event.job, paint);
    case 'step-ended':
      return renderStep(event.job, event.step, paint);
    case 'line':
      return `      ${paint(2, `${event.job.name}| ${event.line}`)}`;
  }
}

function mark(conclusion: string | undefined, paint: Paint): string {
  return paint(colours[conclusion ?? ''] ?? 2, marks[conclusion ?? ''] ?? '•');
}

function renderStep({ name: job }: JobReport, step: StepReport, paint: Paint): string | undefined {
  const { name, conclusion, durationMs } = step;
  if (conclusion === 'skipped') return undefined;
  return `    ${mark(conclusion, paint)} ${job}: ${name} ${paint(2, `(${formatDuration(durationMs)})`)}`;
}

function describeRun({ event, ref, sha, actor, id, attempt }: RunReport): string {
  return `run ${id}, attempt ${attempt}: ${event} on ${ref} at ${sha.slice(0, 12)} by ${actor}`;
}

function renderEnd({ name, conclusion, problems, startedAt, completedAt }: RunReport, paint: Paint): string {
  const time = formatDuration((completedAt ?? startedAt) - startedAt);
  const lines = problems.map((problem) => `\n  ${problem}`).join('');
  return `${mark(conclusion, paint)} ${name}: ${conclusion ?? ''} (${time})${lines}`;
}

function renderJobEnd(
  { name, conclusion, startedAt, completedAt, annotations }: JobReport,
  paint: Paint,
): string {
  const isTimed = startedAt !== undefined && completedAt !== undefined;
  const time = isTimed ? ` (${formatDuration(completedAt - startedAt)})` : '';
  const errors = annotations.flatMap(({ level, message }) =>
    level === 'error' ? [`\n      ${message}`] : [],
  );
  return `  ${mark(conclusion, paint)} ${name}: ${conclusion ?? ''}${time}${errors.join('')}`;
}
