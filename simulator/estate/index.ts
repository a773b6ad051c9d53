export { roleAssignments } from './assignments.ts';
export {
  agentPools,
  legacy,
  live,
  location,
  quarantine,
  registries,
  resourceGroup,
  resourceGroupScope,
  subscriptionId,
  subscriptionName,
  subscriptionScope,
  tenantId,
} from './azure.ts';
export type { EstateAgentPool, EstateRegistry, RoleAssignmentMode } from './azure.ts';
export { exchangeAudience, githubIssuer, repositoryForms, subjectClaimKeys } from './federation.ts';
export { accounts, environments, organisation, repository, webFlow } from './github.ts';
export type { EstateAccount, EstateEnvironment } from './github.ts';
export { identities, identityList } from './identities.ts';
export { describeJob } from './jobs.ts';
export type { EstateIdentity } from './identities.ts';
export { collaborators, immutableReleases, protections } from './protections.ts';
export type { BranchProtection, RepositoryRole } from './protections.ts';
export { registryTokens } from './registry-tokens.ts';
export type { EstateRegistryToken } from './registry-tokens.ts';
export { buildVariables } from './variables.ts';
export { vault, vaultKeys } from './vault.ts';
export type { EstateKey } from './vault.ts';
