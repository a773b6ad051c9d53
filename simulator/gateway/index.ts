export { startGateway } from './gateway.ts';
export type { GatewayOptions } from './gateway.ts';
export { createRoutes } from './routes.ts';
export type {
  Fault,
  FaultAction,
  FaultTap,
  Gateway,
  RequestEntry,
  RequestList,
  RequestInfo,
  RequestMatch,
} from './types.ts';
