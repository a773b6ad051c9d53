import type { StandIn } from '../../../scripts/faults/gate/scanner.ts';
import {
  identities,
  live,
  quarantine,
  repository,
  tenantId,
  vaultKeys,
} from '../../../simulator/estate/index.ts';
import type { Job } from '../../../simulator/runner/index.ts';
import { jobs } from '../../../simulator/scenarios/cast.ts';
import { baseImage } from '../../../simulator/scenarios/images.ts';

/** The actions that the tests play. */
export type ActionName = 'build-image' | 'import-image' | 'promote-image' | 'revoke-image';

const jobOf = {
  'build-image': jobs.build,
  'import-image': jobs.import,
  'promote-image': jobs.promote,
  'revoke-image': jobs.promote,
} as const;

/** What of the world a job and its inputs are made of. */
export interface OrderFacts {
  readonly sha: string;
  readonly workspace: string;
  readonly runId: number;
  readonly scanner: StandIn;
  readonly base?: string;
}

/** The job in which an action is ordinarily used. */
export function buildStepJob(
  action: ActionName,
  facts: Pick<OrderFacts, 'sha' | 'runId' | 'workspace'>,
  changes: Partial<Job>,
): Job {
  return {
    repository: repository.fullName,
    event: 'push',
    ref: 'refs/heads/main',
    ...{ sha: facts.sha, runId: facts.runId, attempt: 1 },
    ...{ actor: 'platform-engineer', triggeringActor: 'platform-engineer' },
    workspace: facts.workspace,
    ...jobOf[action],
    ...changes,
  };
}

/** Inputs with which an action ordinarily succeeds; what `changes` names replaces them. */
export function buildStepInputs(
  action: ActionName,
  facts: OrderFacts,
  changes: Readonly<Record<string, string | undefined>> = {},
): Readonly<Record<string, string>> {
  const all = Object.entries({ ...inputsOf(action, facts), ...changes });
  return Object.fromEntries(all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function inputsOf(action: ActionName, facts: OrderFacts): Readonly<Record<string, string>> {
  const common = { 'tenant-id': tenantId };
  switch (action) {
    case 'build-image':
      return {
        ...common,
        'client-id': identities.build.clientId,
        'quarantine-registry': quarantine.id,
        ...{ repository: 'workload/chain-api', 'agent-pool': 'quarantine-pool' },
        context: 'workload/chain-api',
      };
    case 'import-image':
      return {
        ...common,
        'client-id': identities.import.clientId,
        'quarantine-registry': quarantine.id,
        image: baseImage.reference,
      };
    case 'promote-image':
      return {
        ...common,
        'client-id': identities.promote.clientId,
        'quarantine-registry': quarantine.id,
        'live-registry': live.id,
        ...{ image: facts.base ?? '', 'signing-key': vaultKeys.promotion.keyId },
        ...{ 'trivy-path': facts.scanner.path, 'trivy-allowed': facts.scanner.allowed },
      };
    case 'revoke-image':
      return {
        ...common,
        'client-id': identities.promote.clientId,
        'live-registry': live.id,
        image: (facts.base ?? '').replace(quarantine.loginServer, live.loginServer),
        ...{ reason: 'the upstream withdrew it', ticket: 'OPS-1', 'signing-key': vaultKeys.promotion.keyId },
      };
  }
}
