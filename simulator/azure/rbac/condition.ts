/** One clause of an ABAC condition on the repository's name; several clauses are joined by OR. */
export interface RepositoryCondition {
  readonly operator: 'StringStartsWith' | 'StringEqualsIgnoreCase';
  readonly value: string;
}

const attribute = '@Request[Microsoft.ContainerRegistry/registries/repositories:name]';

/**
 * Whether a repository meets a condition; without a condition every one does.
 * `StringStartsWith` heeds case: https://learn.microsoft.com/azure/role-based-access-control/conditions-format
 */
export function meetsCondition(
  conditions: readonly RepositoryCondition[] | undefined,
  repository: string | undefined,
): boolean {
  if (conditions === undefined) return true;
  return repository !== undefined && conditions.some((condition) => meetsClause(condition, repository));
}

/** The condition as Azure stores it (version 2.0), for a role assignment's `condition`. */
export function renderCondition(
  conditions: readonly RepositoryCondition[],
  dataActions: readonly string[],
): string {
  const others = dataActions.map((action) => `!(ActionMatches{'${action}'})`).join(' AND ');
  const clauses = conditions.map(({ operator, value }) => `${attribute} ${operator} '${value}'`).join(' OR ');
  return `((${others}) OR (${clauses}))`;
}

function meetsClause({ operator, value }: RepositoryCondition, repository: string): boolean {
  switch (operator) {
    case 'StringStartsWith':
      return repository.startsWith(value);
    case 'StringEqualsIgnoreCase':
      return repository.toLowerCase() === value.toLowerCase();
  }
}
