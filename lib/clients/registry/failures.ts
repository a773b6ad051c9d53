import * as v from 'valibot';
import { ExternalError, UserError } from '../../base/errors/index.ts';
import type { CodedError } from '../../base/errors/index.ts';
import { checkJson } from '../../base/schema.ts';
import { quoteReply, readCorrelationId, readText } from '../http/index.ts';
import type { RestResponse } from '../http/index.ts';
import { describeScope } from './scope.ts';

/** What was asked of the registry: the host, the operation in our words, and the scope that it needs. */
export interface RegistryCall {
  readonly registry: string;
  readonly operation: string;
  readonly scope: string;
  /** Repository with tag or digest. */
  readonly subject: string;
}

const ErrorBody = v.object({
  errors: v.pipe(
    v.array(v.object({ code: v.optional(v.string(), ''), message: v.optional(v.string(), '') })),
    v.minLength(1),
  ),
});

// ACR's code and text for what is locked: https://aka.ms/acr/faq/#why-does-my-pull-or-push-request-fail-with-disallowed-operation
const lockedPattern = /REGISTRY_DISALLOWED_OPERATION|operation is disallowed/i;
// https://learn.microsoft.com/azure/container-registry/container-registry-troubleshoot-access
const firewallPattern = /client with IP .* is not allowed access|not allowed access/i;

/** A refusal of the registry as a coded error. */
export function explainRefusal(response: RestResponse, call: RegistryCall): CodedError {
  const said = describeReply(response);
  const subject = `${call.registry}/${call.subject}`;
  if (lockedPattern.test(said)) return new UserError('REGISTRY_LOCKED', { subject, reason: said });
  if (response.status === 403) return forbid(call, said);
  if (response.status === 401) return new UserError('REGISTRY_UNAUTHORIZED', { subject, reason: said });
  const isBusy = response.status === 429 || response.status >= 500;
  const correlationId = readCorrelationId(response);
  return new ExternalError(isBusy ? 'REGISTRY_UNAVAILABLE' : 'REGISTRY_REFUSED', {
    ...describeCall(call),
    reason: said,
    status: response.status,
    isRetryable: isBusy,
    ...(correlationId === undefined ? {} : { correlationId }),
  });
}

/** A missing right, with the role that would give it and the repository that a condition must let in. */
export function forbid(call: RegistryCall, said: string): UserError {
  const { repository, role } = describeScope(call.scope);
  const subject = `${call.registry}/${call.subject}`;
  if (firewallPattern.test(said)) {
    const remedy = 'Let the runner’s address or private endpoint through the network rules of the registry.';
    return new UserError('REGISTRY_FORBIDDEN', {
      subject,
      reason: `its network rules stop the runner; ${said}`,
      remedy,
    });
  }
  return new UserError('REGISTRY_FORBIDDEN', {
    subject,
    reason: `${call.operation} needs the role "${role}" on "${call.registry}" with a condition that lets in the repository "${repository}"; ${said}`,
    remedy: `Assign the role "${role}" to the identity on the registry, for the repository "${repository}".`,
  });
}

/** An answer that breaks its contract. */
export function malformed(call: RegistryCall, reason: string): ExternalError {
  return new ExternalError('REGISTRY_MALFORMED', { ...describeCall(call), reason });
}

/** Bytes that are not what was asked for or sent. */
export function mismatch(call: RegistryCall, reason: string): ExternalError {
  return new ExternalError('REGISTRY_DIGEST_MISMATCH', { ...describeCall(call), reason });
}

/** Status, code and words of an error body, in one line. */
export function describeReply(response: RestResponse): string {
  const checked = checkJson(ErrorBody, readText(response));
  const first = checked.ok ? checked.value.errors[0] : undefined;
  if (first === undefined) return `HTTP ${response.status}`;
  return quoteReply(`HTTP ${response.status}, the registry says: ${first.code}: ${first.message}`);
}

function describeCall(call: RegistryCall) {
  return {
    system: 'Azure Container Registry',
    operation: call.operation,
    subject: `${call.registry}/${call.subject}`,
  };
}
