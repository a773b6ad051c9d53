import {
  location,
  registries,
  resourceGroup,
  resourceGroupScope,
  subscriptionId,
  subscriptionName,
  subscriptionScope,
  tenantId,
} from '../../estate/index.ts';
import type { ArmDeps } from './deps.ts';
import { assertGroup, assertMay, assertSubscription } from './scope.ts';
import type { ArmCall, ArmReply, ArmRoute } from './types.ts';
import { ArmFault } from './types.ts';

const registryType = 'Microsoft.ContainerRegistry/registries';

/** Tenants, subscriptions, resource groups and the generic listing that every `az acr` verb begins with. */
export function subscriptionRoutes(deps: ArmDeps): readonly ArmRoute[] {
  const one = '/subscriptions/{subscription}';
  return [
    { method: 'GET', path: '/tenants', handle: () => listOf([renderTenant()]) },
    { method: 'GET', path: '/subscriptions', handle: () => listOf([renderSubscription()]) },
    { method: 'GET', path: one, handle: getSubscription },
    { method: 'GET', path: `${one}/resources`, handle: (call) => listResources(deps, call) },
    { method: 'GET', path: `${one}/resourceGroups`, handle: (call) => listGroups(deps, call) },
    { method: 'GET', path: `${one}/resourceGroups/{group}`, handle: (call) => getGroup(deps, call) },
    {
      method: 'GET',
      path: `${one}/resourceGroups/{group}/resources`,
      handle(call) {
        assertGroup(call);
        return listResources(deps, call);
      },
    },
  ];
}

function getSubscription(call: ArmCall): ArmReply {
  assertSubscription(call);
  return { status: 200, body: renderSubscription() };
}

function listGroups(deps: ArmDeps, call: ArmCall): ArmReply {
  assertSubscription(call);
  const action = 'Microsoft.Resources/subscriptions/resourceGroups/read';
  const question = { principal: call.principal, action, kind: 'action', scope: resourceGroupScope } as const;
  return listOf(deps.authorizer.may(question) ? [renderGroup()] : []);
}

function getGroup(deps: ArmDeps, call: ArmCall): ArmReply {
  assertSubscription(call);
  const scope = `${subscriptionScope}/resourceGroups/${call.path['group'] ?? ''}`;
  assertMay(deps.authorizer, call, 'Microsoft.Resources/subscriptions/resourceGroups/read', scope);
  assertGroup(call);
  return { status: 200, body: renderGroup() };
}

function listResources(deps: ArmDeps, call: ArmCall): ArmReply {
  assertSubscription(call);
  const filter = parseFilter(call.url.searchParams.get('$filter'));
  const resources = registries
    .filter(({ id }) =>
      deps.authorizer.may({
        principal: call.principal,
        action: `${registryType}/read`,
        kind: 'action',
        scope: id,
      }),
    )
    .map(({ id, name, sku }) => ({
      id,
      name,
      type: registryType,
      sku: { name: sku, tier: sku },
      location,
      tags: {},
    }));
  return listOf(resources.filter((resource) => filter(resource)));
}

/** `resourceType eq '…'` and `name eq '…'`, joined by `and`: what az and the portal ask. */
function parseFilter(
  filter: string | null,
): (resource: { readonly name: string; readonly type: string }) => boolean {
  const clauses = (filter ?? '').split(/\s+and\s+/i).filter((clause) => clause.trim() !== '');
  const tests = clauses.map((clause) => {
    const match = /^\(?\s*(resourceType|name)\s+eq\s+'([^']*)'\s*\)?$/i.exec(clause.trim());
    if (match === null) throw new ArmFault(400, 'InvalidFilterInQueryString', `Invalid $filter '${clause}'.`);
    const [, field = '', value = ''] = match;
    return (resource: { readonly name: string; readonly type: string }) =>
      (field.toLowerCase() === 'name' ? resource.name : resource.type).toLowerCase() === value.toLowerCase();
  });
  return (resource) => tests.every((test) => test(resource));
}

function listOf(value: readonly unknown[]): ArmReply {
  return { status: 200, body: { value } };
}

function renderTenant() {
  return { id: `/tenants/${tenantId}`, tenantId, tenantCategory: 'Home', displayName: 'Contoso' };
}

function renderSubscription() {
  return {
    id: subscriptionScope,
    authorizationSource: 'RoleBased',
    managedByTenants: [],
    subscriptionId,
    tenantId,
    displayName: subscriptionName,
    state: 'Enabled',
    subscriptionPolicies: {
      locationPlacementId: 'Public_2014-09-01',
      quotaId: 'EnterpriseAgreement_2014-09-01',
      spendingLimit: 'Off',
    },
  };
}

function renderGroup() {
  return {
    id: resourceGroupScope,
    name: resourceGroup,
    type: 'Microsoft.Resources/resourceGroups',
    location,
    tags: {},
    properties: { provisioningState: 'Succeeded' },
  };
}
