import type { BuildRequest } from './types.ts';

/**
 * A `DockerBuildRequest` as 2025-03-01-preview takes it. The identity `[caller]` lets the run pull and push as the
 * caller; without it a run has no access to a registry in ABAC mode
 * (https://learn.microsoft.com/azure/container-registry/container-registry-rbac-abac-repository-permissions).
 */
export function buildRequestBody(request: BuildRequest): Readonly<Record<string, unknown>> {
  return {
    type: 'DockerBuildRequest',
    isArchiveEnabled: false,
    agentPoolName: request.agentPool,
    imageNames: request.imageNames,
    isPushEnabled: true,
    noCache: false,
    dockerFilePath: request.dockerfile,
    ...(request.target === undefined ? {} : { target: request.target }),
    arguments: request.arguments,
    timeout: request.timeoutSeconds,
    platform: request.platform,
    sourceLocation: request.sourceLocation,
    credentials: { sourceRegistry: { identity: '[caller]' }, ...buildLogins(request) },
  };
}

function buildLogins(request: BuildRequest): Readonly<Record<string, unknown>> {
  if (request.logins.size === 0) return {};
  const logins = [...request.logins].map(([host, { username, password }]) => {
    return [host, { userName: opaque(username), password: opaque(password) }] as const;
  });
  return { customRegistries: Object.fromEntries(logins) };
}

function opaque(value: string): Readonly<Record<string, string>> {
  return { value, type: 'Opaque' };
}
