import type { RoleAssignment } from '../azure/rbac/assignment.ts';
import type { RepositoryCondition } from '../azure/rbac/condition.ts';
import type { RoleName } from '../azure/rbac/roles.ts';
import { legacy, live, quarantine, registries, resourceGroupScope } from './azure.ts';
import { identities } from './identities.ts';
import type { EstateIdentity } from './identities.ts';
import { vaultKeys } from './vault.ts';

const { build, buildPr, promote, provenance, gate, reader, conformance } = identities;

/** Who holds which role where; the adoption page lists the same. */
export const roleAssignments: readonly RoleAssignment[] = [
  ...allowBuild(build, 'workload/'),
  ...allowBuild(buildPr, 'pr/'),
  assign(build, 'Contributor', legacy.id),
  assign(identities.import, 'Container Registry Data Importer and Data Reader', quarantine.id),
  // The daily snapshots of what scanners look up.
  assign(identities.import, 'Container Registry Repository Writer', quarantine.id, startsWith('tools/')),
  ...[provenance, gate].map((holder) =>
    assign(holder, 'Container Registry Repository Writer', quarantine.id),
  ),
  // The login server is read from ARM, and so is the run that provenance is about.
  ...[provenance, gate].map((holder) => assign(holder, 'Reader', quarantine.id)),
  // What runs now, and what it consists of, is what the gate compares with.
  assign(gate, 'Reader', live.id),
  assign(gate, 'Container Registry Repository Reader', live.id),
  // One key each: who holds two could vouch for its own work.
  assign(provenance, 'Key Vault Crypto User', vaultKeys.provenance.id),
  assign(gate, 'Key Vault Crypto User', vaultKeys.decision.id),
  assign(promote, 'Key Vault Crypto User', vaultKeys.promotion.id),
  assign(promote, 'Container Registry Data Importer and Data Reader', quarantine.id),
  assign(promote, 'Container Registry Data Importer and Data Reader', live.id),
  assign(promote, 'Container Registry Repository Writer', live.id),
  assign(reader, 'Reader', resourceGroupScope),
  ...registries.flatMap(({ id }) => [
    assign(reader, 'Container Registry Repository Reader', id),
    assign(reader, 'Container Registry Repository Catalog Lister', id),
  ]),
  // The catalogue of a registry in legacy mode is opened by AcrPull, not by the repository roles.
  assign(reader, 'AcrPull', legacy.id),
  assign(conformance, 'Container Registry Repository Contributor', quarantine.id, startsWith('conformance/')),
];

function allowBuild(identity: EstateIdentity, folder: string): readonly RoleAssignment[] {
  return [
    assign(identity, 'Container Registry Tasks Contributor', quarantine.id),
    assign(identity, 'Container Registry Repository Writer', quarantine.id, startsWith(folder)),
    assign(identity, 'Container Registry Repository Reader', live.id, startsWith('upstream/')),
  ];
}

function startsWith(value: string): readonly RepositoryCondition[] {
  return [{ operator: 'StringStartsWith', value }];
}

function assign(
  identity: EstateIdentity,
  role: RoleName,
  scope: string,
  condition?: readonly RepositoryCondition[],
): RoleAssignment {
  const { name, objectId } = identity;
  return { principalName: name, objectId, role, scope, ...(condition === undefined ? {} : { condition }) };
}
