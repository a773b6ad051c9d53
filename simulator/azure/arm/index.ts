export type { ArmDeps } from './deps.ts';
export { createArm } from './service.ts';
