export { createAuthorizer } from './authorizer.ts';
export type { RoleAssignments } from './authorizer.ts';
export type { RoleAssignment } from './assignment.ts';
export { renderCondition } from './condition.ts';
export type { RepositoryCondition } from './condition.ts';
export { buildAuthorizationFailed } from './forbidden.ts';
export type { RoleDefinition, RoleName } from './roles.ts';
export type { AccessQuestion, Authorizer } from './types.ts';
