import type { Principal } from '../entra/types.ts';

/** A question to Azure RBAC. */
export interface AccessQuestion {
  readonly principal: Principal;
  /** e.g. `Microsoft.ContainerRegistry/registries/importImage/action`, compared without case. */
  readonly action: string;
  readonly kind: 'action' | 'dataAction';
  /** The ARM id the action is on. */
  readonly scope: string;
  /** The repository, for ABAC conditions on `Microsoft.ContainerRegistry/registries/repositories:name`. */
  readonly repository?: string;
}

/** Role assignments at scope and above, with repository conditions. */
export interface Authorizer {
  may(question: AccessQuestion): boolean;
  /** Removes or adds assignments at run time, for tests that take a right away. */
  removeAssignments(filter: {
    readonly principalName?: string;
    readonly role?: string;
    readonly scope?: string;
  }): number;
}
