export { createFulcio } from './fulcio.ts';
export type { FulcioDeps } from './fulcio.ts';
