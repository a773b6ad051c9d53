import { renderCondition } from '../../simulator/azure/rbac/condition.ts';
import { roleDefinitions } from '../../simulator/azure/rbac/roles.ts';
import { identityList, legacy, registries, roleAssignments } from '../../simulator/estate/index.ts';

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
  const rows = own.map(({ role, scope, condition }) => {
    const text =
      condition === undefined ? '' : `\`${renderCondition(condition, roleDefinitions[role].dataActions)}\``;
    return `| ${role} | ${nameScope(scope)} | ${text} |`;
  });
  return ['| Role | Scope | Condition |', '| --- | --- | --- |', ...rows].join('\n');
}

function nameScope(scope: string): string {
  return registries.find(({ id }) => id === scope)?.name ?? 'the resource group';
}

function renderSubjects(subjects: readonly string[]): string {
  return ['Subjects, plain and immutable form:', '', '```text', ...subjects, '```'].join('\n');
}
