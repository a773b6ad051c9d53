export { startGateway } from './gateway.ts';
export type {
  Fault,
  FaultAction,
  FaultTap,
  Gateway,
  RequestEntry,
  RequestInfo,
  RequestMatch,
} from './types.ts';
