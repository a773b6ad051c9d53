import { roleAssignments } from '../../estate/index.ts';
import type { World } from '../../world/types.ts';
import type { RoleAssignment } from './assignment.ts';
import { meetsCondition } from './condition.ts';
import { roleDefinitions } from './roles.ts';
import type { AccessQuestion, Authorizer } from './types.ts';

/** The role assignments of the estate, changeable at run time. */
export interface RoleAssignments extends Authorizer {
  list(): readonly RoleAssignment[];
  add(assignment: RoleAssignment): void;
}

/** Opens Azure RBAC on the world's state, at first with the estate's assignments. */
export function createAuthorizer(world: World): RoleAssignments {
  const slice = world.slice('rbac', () => ({ assignments: [...roleAssignments] }));
  return {
    may: (question) => slice.value.assignments.some((assignment) => grants(assignment, question)),
    list: () => slice.value.assignments,
    add(assignment) {
      slice.value.assignments.push(assignment);
      slice.touch();
    },
    removeAssignments(filter) {
      const kept = slice.value.assignments.filter((assignment) => !isMeant(assignment, filter));
      const removed = slice.value.assignments.length - kept.length;
      slice.value.assignments = kept;
      slice.touch();
      return removed;
    },
  };
}

function grants(assignment: RoleAssignment, question: AccessQuestion): boolean {
  const definition = roleDefinitions[assignment.role];
  const actions: readonly string[] = question.kind === 'action' ? definition.actions : definition.dataActions;
  return (
    assignment.objectId === question.principal.objectId &&
    isAtOrBelow(question.scope, assignment.scope) &&
    actions.some((pattern) => matchesAction(pattern, question.action)) &&
    (question.kind === 'action' || meetsCondition(assignment.condition, question.repository))
  );
}

// Assignments are inherited downwards: https://learn.microsoft.com/azure/role-based-access-control/scope-overview
function isAtOrBelow(scope: string, assigned: string): boolean {
  const [asked, held] = [trimScope(scope), trimScope(assigned)];
  return asked === held || asked.startsWith(`${held}/`);
}

function trimScope(scope: string): string {
  return scope.toLowerCase().replace(/\/+$/, '');
}

// `*` stands for any text, also over slashes: https://learn.microsoft.com/azure/role-based-access-control/role-definitions
function matchesAction(pattern: string, action: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.\\+?^${}()|[\]]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'i').test(action);
}

function isMeant(
  assignment: RoleAssignment,
  filter: { readonly principalName?: string; readonly role?: string; readonly scope?: string },
): boolean {
  return (
    (filter.principalName ?? assignment.principalName) === assignment.principalName &&
    (filter.role ?? assignment.role) === assignment.role &&
    trimScope(filter.scope ?? assignment.scope) === trimScope(assignment.scope)
  );
}
