import { expr } from '../model/expression.ts';
import { runnerGroups } from '../suite.ts';
import { variable } from './contexts.ts';

const shared = {
  'tenant-id': variable('AZURE_TENANT_ID'),
  'quarantine-registry': variable('QUARANTINE_REGISTRY_ID'),
  'live-registry': variable('LIVE_REGISTRY_ID'),
  'reader-client-id': variable('READER_CLIENT_ID'),
  'trivy-allowed': variable('TRIVY_ALLOWED'),
  'runner-group': expr`${variable('BUILD_RUNNER_GROUP')} || ${runnerGroups.build}`,
} as const;

const signing = {
  'provenance-client-id': variable('PROVENANCE_CLIENT_ID'),
  'gate-client-id': variable('GATE_CLIENT_ID'),
  'promote-client-id': variable('PROMOTE_CLIENT_ID'),
  'provenance-key': variable('PROVENANCE_KEY'),
  'decision-key': variable('DECISION_KEY'),
  'promotion-key': variable('PROMOTION_KEY'),
  'promote-runner-group': expr`${variable('PROMOTE_RUNNER_GROUP')} || ${runnerGroups.promote}`,
} as const;

const building = { 'agent-pool': variable('QUARANTINE_AGENT_POOL') } as const;

/** The estate as the variables of the repository describe it, for a pull request. */
export const checkEstate = {
  ...shared,
  ...building,
  'build-client-id': variable('BUILD_PR_CLIENT_ID'),
} as const;

/** The same for what the protected branch builds. */
export const deliveryEstate = {
  ...shared,
  ...building,
  'build-client-id': variable('BUILD_CLIENT_ID'),
  ...signing,
} as const;

/** The same for what it imports. */
export const importEstate = {
  ...shared,
  'import-client-id': variable('IMPORT_CLIENT_ID'),
  ...signing,
} as const;
