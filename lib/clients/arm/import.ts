import type { ContainerRegistryManagementClient } from '@azure/arm-containerregistry';
import type { RegistryId } from '../../domain/image/index.ts';
import { explainArmRefusal, isNetworkFailure, isSurelyUnsent, readArmRefusal } from '../http/index.ts';
import type { ArmRefusal, Trace } from '../http/index.ts';
import { explainImportFailure, explainLostImport } from './failures.ts';
import { buildImportBody } from './import-body.ts';
import type { ImportRequest } from './types.ts';

/** One import and the record of what went over the wire for it. */
export interface ImportCall {
  readonly registry: RegistryId;
  readonly request: ImportRequest;
  readonly trace: Trace;
  readonly signal?: AbortSignal;
}

/** How often the operation is asked after when ARM does not say; the SDK's 2 s doubles the time of a small copy. */
const pollIntervalMs = 1000;

// https://learn.microsoft.com/azure/container-registry/container-registry-import-images#prerequisites
export const importRole = 'Container Registry Data Importer and Data Reader';

/** Sends the POST once, whatever becomes of its reply, and follows the operation to its end. */
export async function importImage(
  client: ContainerRegistryManagementClient,
  call: ImportCall,
): Promise<void> {
  const { registry, request, signal } = call;
  const abort = signal === undefined ? {} : { abortSignal: signal };
  const poller = client.registries.importImage(
    registry.resourceGroup,
    registry.name,
    buildImportBody(request),
    {
      ...abort,
      updateIntervalInMs: pollIntervalMs,
    },
  );
  await poller.submitted().catch((error: unknown) => {
    throw explain(error, call, explainStart);
  });
  await poller.pollUntilDone(abort).catch((error: unknown) => {
    throw explain(error, call, explainPoll);
  });
}

type Explain = (refusal: ArmRefusal, call: ImportCall, cause: unknown) => unknown;

function explain(error: unknown, call: ImportCall, explainRefusal: Explain): unknown {
  const { request, signal, trace } = call;
  if (signal?.aborted === true) return signal.reason;
  if (trace.failure !== undefined) {
    if (!isNetworkFailure(trace.failure) || isSurelyUnsent(trace.failure)) return trace.failure;
    return explainLostImport(request, undefined, trace.failure);
  }
  if (trace.refusal !== undefined) return explainRefusal(readArmRefusal(trace.refusal), call, error);
  return explainLostImport(request, undefined, error);
}

// A server error may come after the import was accepted; "too many requests" comes before.
function explainStart(refusal: ArmRefusal, call: ImportCall, cause: unknown): unknown {
  if (refusal.status >= 500) return explainLostImport(call.request, refusal.status, cause);
  if ([401, 403, 404, 429].includes(refusal.status)) return explainArm(refusal, call, cause);
  return explainImportFailure(refusal, call.request, cause);
}

function explainPoll(refusal: ArmRefusal, call: ImportCall, cause: unknown): unknown {
  if (refusal.status >= 500 || refusal.status === 429)
    return explainLostImport(call.request, refusal.status, cause);
  const isAboutPolling = refusal.status === 401 || /^(?:Linked)?AuthorizationFailed$/.test(refusal.code);
  if (isAboutPolling) return explainArm(refusal, call, cause);
  if (refusal.status === 404 && refusal.message === '') return explainLostImport(call.request, 404, cause);
  return explainImportFailure(refusal, call.request, cause);
}

function explainArm(refusal: ArmRefusal, call: ImportCall, cause: unknown): unknown {
  return explainArmRefusal(
    refusal,
    { name: 'importImage', scope: call.registry.id, role: importRole },
    cause,
  );
}
