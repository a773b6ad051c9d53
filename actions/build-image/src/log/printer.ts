import type { Log } from '../../../../lib/base/log.ts';
import { findStepTitle } from '../../../../lib/domain/dockerfile/index.ts';
import type { StepTitle } from '../../../../lib/domain/dockerfile/index.ts';

/** Shows a build's log as it comes, one group for each instruction of the Dockerfile. */
export interface LogPrinter {
  print(line: string): void;
  /** The instruction that was logged last. */
  currentStep(): StepTitle | undefined;
  close(): void;
}

// What Docker's classic builder prints when the last instruction is done.
const buildEnd = /^Successfully built /;

/** Opens a group for what the agent does before the first instruction, and one for each instruction after. */
export function openPrinter(log: Log, runId: string): LogPrinter {
  let step: StepTitle | undefined;
  let isOpen = true;
  log.startGroup(`Run ${runId}`);
  const close = (): void => {
    if (isOpen) log.endGroup();
    isOpen = false;
  };
  const open = (title: string): void => {
    close();
    log.startGroup(title);
    isOpen = true;
  };
  return {
    print: (line) => {
      const title = findStepTitle(line);
      if (title !== undefined) {
        step = title;
        open(`Step ${title.number}/${title.total} : ${title.instruction}`);
        return;
      }
      if (buildEnd.test(line)) open(`Run ${runId}: push and report`);
      log.info(line);
    },
    currentStep: () => step,
    close,
  };
}
