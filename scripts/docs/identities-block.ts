import type { RoleAssignment } from '../../simulator/azure/rbac/assignment.ts';
import { renderCondition } from '../../simulator/azure/rbac/condition.ts';
import { roleDefinitions } from '../../simulator/azure/rbac/roles.ts';
import {
  identityList,
  legacy,
  registries,
  roleAssignments,
  vault,
  vaultKeys,
} from '../../simulator/estate/index.ts';

/** The identities of the adoption page: roles, scopes, conditions and subjects as the simulator enforces them. */
export function renderIdentitiesBlock(): string {
  const shown = identityList.filter(({ name }) => name !== 'lazaret-conformance');
  return shown
    .map(({ name, subjects }) => `\n### ${name}\n\n${renderRoles(name)}\n\n${renderSubjects(subjects)}\n`)
    .join('');
}

// The legacy registry exists in the simulator alone, for clients of an older time.
function renderRoles(name: string): string {
  const own = roleAssignments.filter(
    ({ principalName, scope }) => principalName === name && scope !== legacy.id,
  );
  return own.map(renderRole).join('\n');
}

function renderRole({ role, scope, condition }: RoleAssignment): string {
  const where = nameScope(scope);
  if (condition === undefined) return `- **${role}** on ${where}`;
  const names = condition.map(({ operator, value }) => `\`${operator} '${value}'\``).join(' or ');
  const text = renderCondition(condition, roleDefinitions[role].dataActions);
  return `- **${role}** on ${where}, for repositories whose name is ${names}:\n\n  \`\`\`text\n  ${text}\n  \`\`\`\n`;
}

function nameScope(scope: string): string {
  const key = Object.values(vaultKeys).find(({ id }) => id === scope);
  if (key !== undefined) return `the key \`${key.name}\` of the vault ${vault.name}`;
  return registries.find(({ id }) => id === scope)?.name ?? 'the resource group';
}

function renderSubjects(subjects: readonly string[]): string {
  return ['Subjects, plain and immutable form:', '', '```text', ...subjects, '```'].join('\n');
}
