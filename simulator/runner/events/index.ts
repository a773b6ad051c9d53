export { listChangedFiles } from './changed-files.ts';
export { readDispatchInputs } from './dispatch-inputs.ts';
export { EventRefusedError } from './refused.ts';
export { isTriggered } from './match.ts';
export { isIncluded } from './patterns.ts';
export { isSkipped } from './skip.ts';
export type { WorkflowEvent } from './types.ts';
