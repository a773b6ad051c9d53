import type { ContainerRegistryManagementClient } from '@azure/arm-containerregistry';
import { ExternalError } from '../../base/errors/index.ts';
import { checkShape } from '../../base/schema.ts';
import type { RegistryId } from '../../domain/image/index.ts';
import {
  createRetryingClient,
  explainArmRefusal,
  isUnreadable,
  quoteReply,
  readArmRefusal,
  traceRequests,
  userAgent,
} from '../http/index.ts';
import type { ArmOptions, Trace } from '../http/index.ts';
import { importImage, importRole } from './import.ts';
import { RegistryShape } from './schema.ts';
import type { RegistryAccount, RegistryManagementClient } from './types.ts';

/** The control plane of one registry through `@azure/arm-containerregistry`, whose own retry is switched off. */
export function createRegistryManagementClient(
  registry: RegistryId,
  options: ArmOptions,
): RegistryManagementClient {
  return {
    readAccount: () => readAccount(registry, options),
    importImage: async (request, signal) => {
      const trace: Trace = {};
      const client = await openSdk(registry, options, trace);
      await importImage(client, { registry, request, trace, ...(signal === undefined ? {} : { signal }) });
    },
  };
}

// One SDK client a call: it holds nothing but its pipeline, and the trace is then of this call alone.
async function openSdk(
  registry: RegistryId,
  options: ArmOptions,
  trace: Trace,
): Promise<ContainerRegistryManagementClient> {
  const { ContainerRegistryManagementClient } = await import('@azure/arm-containerregistry');
  const retrying = createRetryingClient(options.httpClient, options.ports, options.policy);
  return new ContainerRegistryManagementClient(options.credential, registry.subscriptionId, {
    httpClient: traceRequests(retrying, trace),
    retryOptions: { maxRetries: 0 },
    userAgentOptions: { userAgentPrefix: userAgent },
  });
}

async function readAccount(registry: RegistryId, options: ArmOptions): Promise<RegistryAccount> {
  const trace: Trace = {};
  const client = await openSdk(registry, options, trace);
  const answer: unknown = await client.registries
    .get(registry.resourceGroup, registry.name)
    .catch((error: unknown) => {
      throw explainReadFailure(error, trace, registry);
    });
  const checked = checkShape(RegistryShape, answer);
  if (checked.ok) return checked.value;
  throw malformed(registry, checked.problems.join('; '), undefined);
}

function explainReadFailure(error: unknown, trace: Trace, registry: RegistryId): unknown {
  if (trace.failure !== undefined) return trace.failure;
  if (trace.refusal !== undefined) {
    // Each identity of the adoption page reads the registry through the role that its work needs anyway.
    const role = `${importRole}, Container Registry Tasks Contributor or Reader`;
    const operation = { name: 'registries/read', scope: registry.id, role };
    return explainArmRefusal(readArmRefusal(trace.refusal), operation, error);
  }
  // The SDK's deserializer throws a bare TypeError when a part that it takes for granted is absent.
  const isMalformed = error instanceof TypeError || isUnreadable(error);
  return isMalformed ? malformed(registry, quoteReply(String(error)), error) : error;
}

function malformed(registry: RegistryId, reason: string, cause: unknown): ExternalError {
  const facts = { system: 'Azure Resource Manager', operation: 'registries/read', subject: registry.id };
  return new ExternalError('ARM_MALFORMED', { ...facts, reason, cause });
}
