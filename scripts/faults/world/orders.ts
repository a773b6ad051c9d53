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
import type { StandIn } from '../gate/scanner.ts';

/** The actions of the chain that carries an image from upstream or source to live. */
export type ActionName = 'import-image' | 'promote-image' | 'build-image';

/** One step of the chain. */
export interface Order {
  readonly action: ActionName;
  readonly job: Job;
  readonly with: Readonly<Record<string, string>>;
}

/** The run and checkout that all steps belong to. */
export interface RunFacts {
  readonly sha: string;
  readonly runId: number;
  readonly workspace: string;
  readonly scanner: StandIn;
}

/** The repository path of the service in both registries. */
export const serviceRepository = 'workload/chain-api';

const common = { 'tenant-id': tenantId } as const;

/** Imports an upstream image into quarantine. */
export function orderImport(run: RunFacts, image: string): Order {
  const client = identities.import.clientId;
  const inputs = { ...common, 'client-id': client, 'quarantine-registry': quarantine.id, image };
  return { action: 'import-image', job: buildJob(run, 'import'), with: inputs };
}

/** Builds the service of the checkout. */
export function orderBuild(run: RunFacts): Order {
  return {
    action: 'build-image',
    job: buildJob(run, 'build'),
    with: {
      ...common,
      'client-id': identities.build.clientId,
      'quarantine-registry': quarantine.id,
      repository: serviceRepository,
      'agent-pool': 'quarantine-pool',
      context: serviceRepository,
    },
  };
}

/** Promotes an image of quarantine; the token is the job's own. */
export function orderPromotion(run: RunFacts, image: string, tag: string): Order {
  return {
    action: 'promote-image',
    job: buildJob(run, 'promote'),
    with: {
      ...common,
      'client-id': identities.promote.clientId,
      'quarantine-registry': quarantine.id,
      'live-registry': live.id,
      ...{ image, tags: tag, environment: 'promote', 'signing-key': vaultKeys.promotion.keyId },
      ...{ 'trivy-path': run.scanner.path, 'trivy-allowed': run.scanner.allowed },
    },
  };
}

const permissions: Job['permissions'] = {
  'id-token': 'write',
  contents: 'read',
  actions: 'read',
  'pull-requests': 'read',
};

function buildJob(run: RunFacts, kind: keyof typeof jobs): Job {
  const actor = 'platform-engineer';
  const { scanner: _scanner, ...facts } = run;
  return {
    ...{ repository: repository.fullName, event: 'push', ref: 'refs/heads/main', permissions },
    ...{ attempt: 1, actor, triggeringActor: actor },
    ...jobs[kind],
    ...{ permissions, ...facts },
  };
}
