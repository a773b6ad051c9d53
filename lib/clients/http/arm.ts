import type { HttpClient, PipelinePolicy } from '@azure/core-rest-pipeline';
import type { TokenCredential } from '@azure/core-auth';
import * as v from 'valibot';
import { ExternalError, UserError } from '../../base/errors/index.ts';
import type { CodedError, ErrorCode } from '../../base/errors/index.ts';
import type { RetryPolicy, RetryPorts } from '../../base/retry.ts';
import { checkJson } from '../../base/schema.ts';
import { quoteReply, readCorrelationId, readText } from './reply.ts';
import type { RestResponse } from './types.ts';

/** What every client of Azure Resource Manager is made of. */
export interface ArmOptions {
  readonly httpClient: HttpClient;
  readonly credential: TokenCredential;
  readonly ports: RetryPorts;
  readonly policy?: RetryPolicy;
}

/** A refusal as ARM writes it; `code` and `message` are Azure's own. */
export interface ArmRefusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly correlationId: string | undefined;
}

/** What was asked: in ARM's words, of which resource, and which role allows it. */
export interface ArmOperation {
  readonly name: string;
  readonly scope: string;
  readonly role: string;
}

/** The public cloud's endpoint; its token scope is the same with `/.default`. */
export const armEndpoint = 'https://management.azure.com';

const ErrorBody = v.object({
  error: v.object({ code: v.optional(v.string(), ''), message: v.optional(v.string(), '') }),
});

/** Puts a token of the credential on each request. */
export async function loadArmPolicies(credential: TokenCredential): Promise<readonly PipelinePolicy[]> {
  const { bearerTokenAuthenticationPolicy } = await import('@azure/core-rest-pipeline');
  return [bearerTokenAuthenticationPolicy({ credential, scopes: `${armEndpoint}/.default` })];
}

/** ARM's error body, or what can be said without one. */
export function readArmRefusal(response: RestResponse): ArmRefusal {
  const checked = checkJson(ErrorBody, readText(response));
  const { code, message } = checked.ok ? checked.value.error : { code: '', message: '' };
  return { status: response.status, code, message, correlationId: readCorrelationId(response) };
}

/** A refusal of ARM as a coded error; a 403 names the role and the scope. */
export function explainArmRefusal(refusal: ArmRefusal, operation: ArmOperation, cause?: unknown): CodedError {
  const reason = describe(refusal);
  if (refusal.status === 403) return forbid(reason, refusal, operation, cause);
  const code = codeOf(refusal);
  const facts = { subject: operation.scope, reason, cause };
  if (code === 'ARM_REGISTRY_NOT_FOUND' || code === 'ARM_UNAUTHORIZED') return new UserError(code, facts);
  return new ExternalError(code, {
    ...facts,
    ...(refusal.correlationId === undefined ? {} : { correlationId: refusal.correlationId }),
    system: 'Azure Resource Manager',
    operation: operation.name,
    status: refusal.status,
    isRetryable: code === 'ARM_UNAVAILABLE',
  });
}

function codeOf(refusal: ArmRefusal): ErrorCode {
  if (refusal.status === 401) return 'ARM_UNAUTHORIZED';
  if (refusal.status === 404) return 'ARM_REGISTRY_NOT_FOUND';
  return refusal.status === 429 || refusal.status >= 500 ? 'ARM_UNAVAILABLE' : 'ARM_REFUSED';
}

// A linked scope (the source registry of an import) is named in Azure's own message only.
function forbid(reason: string, refusal: ArmRefusal, operation: ArmOperation, cause: unknown): UserError {
  const isLinked = refusal.code === 'LinkedAuthorizationFailed';
  const where = isLinked ? 'the linked scope that Azure names' : `"${operation.scope}"`;
  return new UserError('ARM_FORBIDDEN', {
    subject: operation.scope,
    reason: `${operation.name} needs the role "${operation.role}" on ${where}; ${reason}`,
    remedy: `Assign the role "${operation.role}" to the identity on ${where}.`,
    cause,
  });
}

function describe(refusal: ArmRefusal): string {
  const status = `HTTP ${refusal.status}`;
  const said = [refusal.code, refusal.message].filter((part) => part !== '').join(': ');
  return said === '' ? status : `${status}, Azure says: ${quoteReply(said)}`;
}
