import { formatDuration } from '../../lib/base/time.ts';
import type { RunnerEvent, StepResult } from '../runner/index.ts';
import { createRunTimeline } from './run-timeline.ts';

/** Where a story is told while it happens. */
export interface Timeline {
  startStep(title: string, action: string): void;
  /** One line of a running step. */
  showLine(line: string): void;
  endStep(result: StepResult): void;
  /** What the runner of workflow files does. */
  showRun(event: RunnerEvent): void;
  tell(text: string): void;
}

export interface TimelineOptions {
  write(text: string): void;
  readonly hasColour: boolean;
  /** Every line of every step, not only the titles of its phases. */
  readonly isVerbose: boolean;
}

/** Tells a story as lines of text, numbered by step. */
export function createTimeline({ write, hasColour, isVerbose }: TimelineOptions): Timeline {
  const paint = (code: number, text: string): string =>
    hasColour ? `\u001b[${code}m${text}\u001b[0m` : text;
  const showRun = createRunTimeline({ write: (text) => write(shorten(text)), hasColour, isVerbose });
  let count = 0;
  return {
    showRun,
    startStep(title, action) {
      count += 1;
      write(`\n${paint(1, `${count}. ${title}`)}  ${paint(2, action)}\n`);
    },
    showLine(line) {
      if (line.startsWith('▸ ')) write(`   ${paint(36, shorten(line))}\n`);
      else if (isVerbose) write(`     ${paint(2, line)}\n`);
    },
    endStep(result) {
      const isGood = result.conclusion === 'success';
      const last = result.log.findLast((line) => line.trim() !== '' && !line.startsWith('▸ ')) ?? '';
      const mark = isGood ? paint(32, '✓') : paint(31, '✗');
      write(`   ${mark} ${shorten(last.trim())} ${paint(2, `(${formatDuration(result.durationMs)})`)}\n`);
      if (!isGood)
        result.annotations
          .map(({ level, message }) => `${level}: ${message}`)
          // The error that ended the step is its last line, which stands above already.
          .filter((text) => text !== last.trim())
          .forEach((text) => {
            write(`     ${text}\n`);
          });
    },
    tell(text) {
      write(`   ${paint(33, '•')} ${shorten(text)}\n`);
    },
  };
}

// A timeline is read at a glance; logs, pages and result.json have every digest in full.
function shorten(text: string): string {
  return text.replaceAll(/(sha256:[0-9a-f]{12})[0-9a-f]{52}/g, '$1…');
}

/** A timeline that says nothing, for `--json` and tests. */
export const silentTimeline: Timeline = {
  startStep: () => undefined,
  showLine: () => undefined,
  endStep: () => undefined,
  showRun: () => undefined,
  tell: () => undefined,
};
