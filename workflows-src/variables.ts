/** The repository variables that the callers read, and what each holds. None is a secret. */
export const variables = {
  AZURE_TENANT_ID: 'Entra tenant of the registries.',
  QUARANTINE_REGISTRY_ID: 'ARM resource id of the quarantine registry.',
  LIVE_REGISTRY_ID: 'ARM resource id of the live registry.',
  QUARANTINE_AGENT_POOL: 'Agent pool of quarantine that builds.',
  BUILD_CLIENT_ID: 'Client id of the build identity.',
  BUILD_PR_CLIENT_ID: 'Client id of the build identity of pull requests.',
  IMPORT_CLIENT_ID: 'Client id of the import identity.',
  PROVENANCE_CLIENT_ID: 'Client id of the provenance identity.',
  GATE_CLIENT_ID: 'Client id of the gate identity.',
  PROMOTE_CLIENT_ID: 'Client id of the promote identity.',
  READER_CLIENT_ID: 'Client id of the identity that reads both registries.',
  PROVENANCE_KEY: 'Identifier of the provenance key in Key Vault.',
  DECISION_KEY: 'Identifier of the decision key in Key Vault.',
  PROMOTION_KEY: 'Identifier of the promotion key in Key Vault.',
  TRIVY_ALLOWED: 'The scanners that may be run: `<version> <sha256>`, one a line.',
  BUILD_RUNNER_GROUP: 'Runner group for builds, scans and decisions; `quarantine-build` when absent.',
  PROMOTE_RUNNER_GROUP: 'Runner group for promotions; `management-agents` when absent.',
} as const satisfies Readonly<Record<string, string>>;

export type VariableName = keyof typeof variables;

/** The environments that jobs run in, and how each is protected. */
export const environments = {
  promote:
    'Required reviewers, self-review prevented, administrators may not bypass, deployment branch `main` alone.',
  'break-glass-first': 'The same, with the people who may give the first of two approvals.',
  'break-glass': 'The same, with the people who may give the second; nobody’s approval counts for both.',
  release:
    'Required reviewers and deployment branch `main`; in the suite’s own repository alone, which has release immutability enabled.',
} as const satisfies Readonly<Record<string, string>>;
