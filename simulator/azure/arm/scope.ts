import type { EstateRegistry } from '../../estate/index.ts';
import { registries, resourceGroup, subscriptionId } from '../../estate/index.ts';
import type { Authorizer } from '../rbac/types.ts';
import type { ArmCall } from './types.ts';
import { ArmFault } from './types.ts';

const provider = 'Microsoft.ContainerRegistry';

/** The path that all routes of one registry begin with. */
export const registryPath = `/subscriptions/{subscription}/resourceGroups/{group}/providers/${provider}/registries/{registry}`;

/** Checks a right on a scope, as ARM does before it looks whether the resource is there. */
export function assertMay(authorizer: Authorizer, call: ArmCall, action: string, scope: string): void {
  const { principal } = call;
  if (authorizer.may({ principal, action, kind: 'action', scope })) return;
  throw new ArmFault(
    403,
    'AuthorizationFailed',
    `The client '${principal.clientId}' with object id '${principal.objectId}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  );
}

/** The registry that a path names, after the right `Microsoft.ContainerRegistry/registries/<action>` was checked on it. */
export function findRegistry(authorizer: Authorizer, call: ArmCall, action: string): EstateRegistry {
  assertSubscription(call);
  const { subscription = '', group = '', registry = '' } = call.path;
  const scope = `/subscriptions/${subscription}/resourceGroups/${group}/providers/${provider}/registries/${registry}`;
  assertMay(authorizer, call, `${provider}/registries/${action}`, scope);
  assertGroup(call);
  const found = registries.find(({ name }) => name.toLowerCase() === registry.toLowerCase());
  if (found === undefined) throw notFound(`${provider}/registries/${registry}`, group);
  return found;
}

/** 404 for subscriptions other than the estate's. */
export function assertSubscription(call: ArmCall): void {
  const { subscription = '' } = call.path;
  if (subscription.toLowerCase() === subscriptionId) return;
  throw new ArmFault(404, 'SubscriptionNotFound', `The subscription '${subscription}' could not be found.`);
}

/** 404 for resource groups other than the estate's. */
export function assertGroup(call: ArmCall): void {
  const { group = '' } = call.path;
  if (group.toLowerCase() === resourceGroup.toLowerCase()) return;
  throw new ArmFault(404, 'ResourceGroupNotFound', `Resource group '${group}' could not be found.`);
}

/** ARM's 404 for a resource. */
export function notFound(resource: string, group: string): ArmFault {
  return new ArmFault(
    404,
    'ResourceNotFound',
    `The Resource '${resource}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );
}
