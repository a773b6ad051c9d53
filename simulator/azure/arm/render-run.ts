import type { EstateRegistry } from '../../estate/index.ts';
import type { RunRecord } from '../tasks/index.ts';

/** The reply to scheduleRun: only these properties are there at first (azure-cli's recordings). */
export function renderNewRun(registry: EstateRegistry, run: RunRecord) {
  return {
    ...renderEnvelope(registry, run),
    properties: {
      runId: run.runId,
      status: 'Queued',
      lastUpdatedTime: toTime(run.createdAt),
      provisioningState: 'Succeeded',
      isArchiveEnabled: run.isArchiveEnabled,
    },
  };
}

/** A run by the published model: no source, no tags, no labels, no arguments; what is undefined is not sent. */
export function renderRun(registry: EstateRegistry, run: RunRecord) {
  const custom = Object.keys(run.request.credentials?.customRegistries ?? {});
  return {
    ...renderEnvelope(registry, run),
    properties: {
      runId: run.runId,
      status: run.status,
      lastUpdatedTime: toTime(run.updatedAt),
      runType: 'QuickRun',
      agentPoolName: run.agentPool,
      createTime: toTime(run.createdAt),
      startTime: toOptionalTime(run.startedAt),
      finishTime: toOptionalTime(run.finishedAt),
      outputImages: run.outputImages,
      platform: renderPlatform(run.request.platform),
      agentConfiguration: { cpu: run.request.agentConfiguration?.cpu ?? 2 },
      customRegistries: custom.length === 0 ? undefined : custom,
      // Azure's provisioningState says nothing of the run: it is Succeeded from the first reply.
      provisioningState: 'Succeeded',
      runErrorMessage: run.errorMessage,
      isArchiveEnabled: run.isArchiveEnabled,
    },
  };
}

export type RenderedRun = ReturnType<typeof renderRun>;

/** ARM's `systemData` of what a service principal made. */
export function renderSystemData(by: { readonly clientId: string }, createdAt: number, modifiedAt: number) {
  return {
    createdBy: by.clientId,
    createdByType: 'Application',
    createdAt: toTime(createdAt),
    lastModifiedBy: by.clientId,
    lastModifiedByType: 'Application',
    lastModifiedAt: toTime(modifiedAt),
  };
}

function renderEnvelope(registry: EstateRegistry, run: RunRecord) {
  return {
    type: 'Microsoft.ContainerRegistry/registries/runs',
    id: `${registry.id}/runs/${run.runId}`,
    name: run.runId,
    systemData: renderSystemData(run.createdBy, run.createdAt, run.createdAt),
  };
}

function renderPlatform({ os, architecture, variant }: RunRecord['request']['platform']) {
  return { os: os.toLowerCase(), architecture: architecture ?? 'amd64', variant: variant ?? undefined };
}

function toOptionalTime(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : toTime(ms);
}

/** Azure writes seven digits of a second. */
function toTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '0000+00:00');
}
