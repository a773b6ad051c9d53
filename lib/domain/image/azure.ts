import { UserError } from '../../base/errors/index.ts';
import type { Notation } from '../../base/notation.ts';
import { quote } from './quote.ts';

/** The parts of a registry's ARM id. `id` is as given; ARM compares ids without case. */
export interface RegistryId {
  readonly id: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
}

// Login servers of the public cloud, US Government and China (21Vianet):
// https://learn.microsoft.com/azure/azure-government/compare-azure-government-global-azure
const suffixes = ['.azurecr.io', '.azurecr.us', '.azurecr.cn'];

// Registry names are 5-50 alphanumerics, resource groups 1-90 of a wider set:
// https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
const idPattern =
  /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/Microsoft\.ContainerRegistry\/registries\/([^/]+)$/i;
const guidPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A registry by its ARM resource id. */
export const registryIdNotation: Notation<RegistryId> = {
  form: '`/subscriptions/…/providers/Microsoft.ContainerRegistry/registries/<name>`',
  parse: parseRegistryId,
};

/** Whether the host is a login server of Azure Container Registry, in any of its clouds. */
export function isAzureRegistry(host: string): boolean {
  const name = host.toLowerCase();
  return suffixes.some((suffix) => name.endsWith(suffix) && name.length > suffix.length);
}

/** The ARM resource id of a registry, in parts; throws IMAGE_REGISTRY_ID_INVALID with what is wrong. */
export function parseRegistryId(text: string): RegistryId {
  const [, subscriptionId = '', resourceGroup = '', name = ''] = idPattern.exec(text) ?? [];
  const reason = explain(subscriptionId, resourceGroup, name);
  if (reason === undefined) return { id: text, subscriptionId, resourceGroup, name };
  throw new UserError('IMAGE_REGISTRY_ID_INVALID', { subject: quote(text), reason });
}

function explain(subscriptionId: string, resourceGroup: string, name: string): string | undefined {
  if (name === '') return 'it is no id of a Microsoft.ContainerRegistry/registries resource';
  if (!guidPattern.test(subscriptionId)) return 'the subscription is no GUID';
  if (!/^[-\w.()\p{L}\p{N}]{1,90}$/u.test(resourceGroup) || resourceGroup.endsWith('.')) {
    return 'the resource group has a name that ARM does not allow';
  }
  if (!/^[a-zA-Z0-9]{5,50}$/.test(name)) return 'the registry name is not 5 to 50 letters and digits';
  return undefined;
}
