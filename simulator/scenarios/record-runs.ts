import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RunnerEvent } from '../runner/index.ts';
import type { StageOptions, StepRecord } from './types.ts';

type StepEnded = Extract<RunnerEvent, { readonly kind: 'step-ended' }>;

/** Records every step of a run that used one of the suite's actions, as if it had been played by itself. */
export function recordRuns({ simulation, workspaces }: StageOptions, records: StepRecord[]): () => void {
  return simulation.watchRuns((event) => {
    if (event.kind !== 'step-ended') return;
    const action = /\/actions\/([a-z-]+)(?:@|$)/.exec(event.step.use?.action ?? '')?.[1];
    if (action === undefined || event.step.outcome === 'skipped') return;
    const startedAt = simulation.world.clock.now() - event.step.durationMs;
    records.push(
      buildRecord(event, { action, startedAt, folder: join(workspaces, 'kept', String(records.length)) }),
    );
  });
}

interface Place {
  readonly action: string;
  readonly startedAt: number;
  /** Files that outlive the job are kept here. */
  readonly folder: string;
}

function buildRecord({ run, job, step }: StepEnded, { action, startedAt, folder }: Place): StepRecord {
  const { name, outcome, outputs, annotations, summary, log, durationMs } = step;
  return {
    ...{ title: `${job.name}: ${name}`, action, runId: run.id, job: job.name, startedAt },
    inputs: step.use?.inputs ?? {},
    result: {
      ...{ annotations, summary, log, durationMs, state: {}, rawOutput: log.join('\n') },
      conclusion: outcome === 'skipped' ? 'success' : outcome,
      exitCode: outcome === 'success' ? 0 : 1,
      outputs: keepDecision(outputs, folder),
    },
  };
}

// A job's workspace goes with the job, and the page is written at the end of the story.
function keepDecision(
  outputs: Readonly<Record<string, string>>,
  folder: string,
): Readonly<Record<string, string>> {
  const file = outputs['decision-file'];
  if (file === undefined || file === '') return outputs;
  mkdirSync(folder, { recursive: true });
  const kept = join(folder, 'decision.json');
  copyFileSync(file, kept);
  return { ...outputs, 'decision-file': kept };
}
