export { readActionFile } from './action-file.ts';
export type { ActionDocument, ActionInput, CompositeAction, NodeAction } from './action-file.ts';
export { entries, field, isExpression, items, literal, renderPlace, text, texts } from './tokens.ts';
export type { Token } from './tokens.ts';
export { WorkflowError } from './types.ts';
export type { JobDocument, Origin, WorkflowDocument } from './types.ts';
export { isKnownShell } from './unsupported.ts';
export { readWorkflowFile } from './workflow-file.ts';
