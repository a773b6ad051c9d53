import { ExternalError, UserError } from '../../base/errors/index.ts';
import type { CodedError, ErrorCode } from '../../base/errors/index.ts';
import { checkJson } from '../../base/schema.ts';
import { quoteReply, readCorrelationId, readText } from '../http/index.ts';
import type { RestResponse } from '../http/index.ts';
import { ErrorBody } from './schema.ts';

// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/security#key-vault-crypto-user
const role = 'Key Vault Crypto User';

interface Refusal {
  readonly code: string;
  readonly innerCode: string;
  readonly message: string;
}

/** A refusal of Key Vault as a coded error; a 403 names the role and the key. */
export function explainRefusal(response: RestResponse, operation: string, keyId: string): CodedError {
  const refusal = readRefusal(response);
  const code = codeOf(response.status, refusal);
  const said = [refusal.code, refusal.innerCode, refusal.message].filter((part) => part !== '').join(': ');
  const reason = `HTTP ${response.status}${said === '' ? '' : `, Azure says: ${quoteReply(said)}`}`;
  if (code === 'KEYVAULT_FORBIDDEN') {
    return new UserError(code, {
      subject: keyId,
      reason: `${operation} needs the role "${role}" on the key; ${reason}`,
      remedy: `Assign the role "${role}" on "${keyId}" to the identity.`,
    });
  }
  if (code !== 'KEYVAULT_UNAVAILABLE' && code !== 'KEYVAULT_REFUSED')
    return new UserError(code, { subject: keyId, reason });
  const correlationId = readCorrelationId(response);
  return new ExternalError(code, {
    ...{ system: 'Azure Key Vault', operation, subject: keyId, reason, status: response.status },
    isRetryable: code === 'KEYVAULT_UNAVAILABLE',
    ...(correlationId === undefined ? {} : { correlationId }),
  });
}

/** The error for an answer that lacks what the REST reference promises. */
export function explainMalformed(operation: string, keyId: string, reason: string): ExternalError {
  return new ExternalError('KEYVAULT_MALFORMED', {
    system: 'Azure Key Vault',
    operation,
    subject: keyId,
    reason,
  });
}

function readRefusal(response: RestResponse): Refusal {
  const checked = checkJson(ErrorBody, readText(response));
  if (!checked.ok) return { code: '', innerCode: '', message: '' };
  const { code, message, innererror } = checked.value.error;
  return { code, message, innerCode: innererror?.code ?? '' };
}

// Inner codes: https://learn.microsoft.com/azure/key-vault/general/rest-error-codes
function codeOf(status: number, { innerCode, message }: Refusal): ErrorCode {
  if (status === 401) return 'KEYVAULT_UNAUTHORIZED';
  if (status === 404) return 'KEYVAULT_KEY_NOT_FOUND';
  if (status === 429 || status >= 500) return 'KEYVAULT_UNAVAILABLE';
  if (status === 400 && /incompatible|key type|algorithm/i.test(message)) return 'KEYVAULT_KEY_UNUSABLE';
  if (status !== 403) return 'KEYVAULT_REFUSED';
  if (/^(?:KeyDisabled|KeyNotYetValid|KeyExpired|KeyOperationForbidden)$/.test(innerCode))
    return 'KEYVAULT_KEY_UNUSABLE';
  return /^(?:ForbiddenByFirewall|ForbiddenByConnection)$/.test(innerCode)
    ? 'KEYVAULT_NETWORK_FORBIDDEN'
    : 'KEYVAULT_FORBIDDEN';
}
