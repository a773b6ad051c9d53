const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
const group =
  '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg/providers/Microsoft.ContainerRegistry';

/** Inputs that any action of that name accepts, by input name; `action/input` goes before `input`. */
const samples: Readonly<Record<string, string>> = {
  'tenant-id': '00000000-0000-4000-8000-000000000002',
  'client-id': '00000000-0000-4000-8000-000000000003',
  'quarantine-registry': `${group}/registries/lazaretquarantine`,
  'live-registry': `${group}/registries/lazaretlive`,
  repository: 'workload/app',
  'import-image/repository': 'upstream/docker.io/library/app',
  image: `workload/app@${digest}`,
  'import-image/image': `docker.io/library/app@${digest}`,
  'attest-image/image': `lazaretquarantine.azurecr.io/upstream/app@${digest}`,
  'attest-image/kind': 'import',
  'attest-image/upstream': `docker.io/library/app@${digest}`,
  'signing-key': 'https://lazaret-kv.vault.azure.net/keys/provenance',
  'agent-pool': 'pool',
  'trivy-allowed': `0.76.0 ${'0'.repeat(64)}`,
  database: 'tools/trivy-db:2',
  'max-database-age': '48h',
  scanners: 'vuln',
  severity: 'HIGH',
  reason: 'a reason',
  ticket: 'TICKET-1',
  'github-token': 'ghs_0000000000000000000000000000000000000000',
};

/** Inputs that an action needs although each by itself is optional. */
const chosen: Readonly<Record<string, readonly string[]>> = {
  'attest-image': ['kind', 'upstream'],
  'import-image': ['image'],
  'scan-image': ['tenant-id', 'client-id', 'quarantine-registry'],
};

/** Values for the given inputs of an action; one without a sample gets a word, which an open text accepts. */
export function sampleInputs(action: string, names: readonly string[]): Readonly<Record<string, string>> {
  const entries = [...names, ...(chosen[action] ?? [])].map((name) => [
    name,
    samples[`${action}/${name}`] ?? samples[name] ?? 'sample',
  ]);
  return Object.fromEntries(entries);
}
