import { ExternalError, UserError } from '../../base/errors/index.ts';
import type { CodedError } from '../../base/errors/index.ts';
import type { RegistryId } from '../../domain/image/index.ts';
import { explainArmRefusal, quoteReply, readArmRefusal } from '../http/index.ts';
import type { RestResponse } from '../http/index.ts';

// https://learn.microsoft.com/azure/container-registry/container-registry-rbac-built-in-roles-overview
const role = 'Container Registry Tasks Contributor';

// Absence of what the resource hangs on is the caller's mistake in the registry id, not an answer.
const parentCodes = /^(?:ParentResourceNotFound|ResourceGroupNotFound|SubscriptionNotFound)$/i;

/** Whether the run, task run or agent pool itself is not there, while the registry is. */
export function isAbsent(response: RestResponse): boolean {
  return response.status === 404 && !parentCodes.test(readArmRefusal(response).code);
}

/** A refusal of ACR Tasks as a coded error. */
export function explainTasksRefusal(response: RestResponse, path: string, registry: RegistryId): CodedError {
  const refusal = readArmRefusal(response);
  const reason = quoteReply(`HTTP ${refusal.status}, Azure says: ${refusal.code}: ${refusal.message}`);
  if (refusal.code === 'TasksOperationsNotAllowed') {
    return new UserError('TASKS_NOT_ALLOWED', { subject: registry.name, reason });
  }
  if (isAbsent(response))
    return new UserError('TASKS_NOT_FOUND', { subject: `${registry.name}${path}`, reason });
  const operation = { name: path.slice(path.lastIndexOf('/') + 1), scope: registry.id, role };
  const explained = explainArmRefusal(refusal, operation);
  if (explained.code !== 'ARM_REFUSED') return explained;
  return new ExternalError('TASKS_REFUSED', {
    system: 'ACR Tasks',
    operation: path,
    subject: registry.name,
    reason,
    status: refusal.status,
    ...(refusal.correlationId === undefined ? {} : { correlationId: refusal.correlationId }),
  });
}
