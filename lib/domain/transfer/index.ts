export { transfer } from './transfer.ts';
export type { Missing, TransferResult, TransferSteps } from './transfer.ts';
