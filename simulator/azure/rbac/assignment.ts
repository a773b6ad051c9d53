import type { RepositoryCondition } from './condition.ts';
import type { RoleName } from './roles.ts';

/** A role that a principal holds on a scope and below. */
export interface RoleAssignment {
  readonly principalName: string;
  readonly objectId: string;
  readonly role: RoleName;
  readonly scope: string;
  /** Absent: every repository. */
  readonly condition?: readonly RepositoryCondition[];
}
